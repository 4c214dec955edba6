package dev.sortie.sim.fault;

/** What users of such markets have met, and what can happen to us. */
public enum FaultKind {
  RENT_UNCLEAR_EXISTS("the create call times out; the instance exists"),
  RENT_UNCLEAR_LATE("the create call times out; the instance appears half a minute later"),
  RENT_UNCLEAR_NOTHING("the create call times out; nothing was made"),
  RENT_UNCLEAR_VERY_LATE("the same, but it appears minutes later"),
  RENT_REFUSED_LEFTOVER("the create call is refused and leaves an instance"),
  RENT_OFFER_GONE("the offer was taken between search and create"),
  RENT_REFUSED("the create call is refused"),
  RENT_SLOW("the create call is answered after most of a minute"),
  NEW_INSTANCE_HIDDEN("a new instance is unknown to reads for a while"),
  DESTROY_FAILS("destroy calls fail a few times"),
  DESTROY_REFUSED("destroy calls are refused for minutes"),
  DESTROY_ANSWER_LOST("a destroy call is carried out, its answer lost"),
  DESTROY_SWALLOWED("a destroy call is accepted and nothing comes of it"),
  DESTROY_LINGERS("a destroyed instance stays listed, and billed, for a while"),
  DESTROY_RESURRECTS("a destroyed instance comes back within seconds"),
  DESTROY_RESURRECTS_TWICE("the same twice"),
  DESTROY_RESURRECTS_LATE("a destroyed instance comes back within half a minute"),
  LISTING_FAILS("listings answer nonsense for a while"),
  LISTING_PAGE_FAILS("the second page of a listing fails a few times"),
  LISTING_STALE("listings are complete and as of minutes ago"),
  LOOK_FAILS("looks at one instance fail for a while"),
  API_DOWN("nothing answers for a while"),
  API_SLOW("everything answers late for a while"),
  RATE_LIMITED("calls are turned away for a while"),
  STATE_NULL("no state is reported for minutes"),
  LOADING_FOREVER("the image is pulled for ever"),
  CONTAINER_FAILS("the container cannot be made"),
  BAD_IMAGE("the image does not exist"),
  STATE_UNKNOWN("no heartbeat for a while; the machine works on"),
  EXITS("the container exits and stays so"),
  OFFLINE("the host goes offline and stays so"),
  OUTBID("the instance is stopped, its disk billed on"),
  CONTRACT_ENDS("the contract ends: the instance is gone"),
  CREDIT_ZERO("no credit: everything stops, nothing can be rented"),
  PRICE_RAISED("the price of a rented machine is raised"),
  LABEL_EDITED("somebody edits the label by hand"),
  HOST_REBOOTS("the host reboots"),
  HOST_CLOCK_JUMPS("the clock of the host jumps ahead ten minutes"),
  SSH_NEVER_UP("SSH never answers"),
  SSH_LATE("SSH answers after a minute"),
  SSH_CUT("the network to the machine is cut for a while"),
  SSH_CUT_LONG("the network to the machine is cut for longer than the lease"),
  SSH_BLACK_HOLE("connections are taken and never answered for a while"),
  LINK_SLOW("bytes trickle"),
  REMOTE_DISK_FULL("the disk of the machine is full"),
  LOCAL_DISK_FULL("the disk here is full for a while"),
  FILE_CHANGES("a result changes while it is read"),
  FILE_HOSTILE("a result has a name that this computer cannot hold"),
  OUTPUT_HUGE("results are far larger than declared"),
  TASK_FAILS("a task fails"),
  TASK_KILLED("a task is killed on the machine"),
  TASK_HANGS("a task never ends"),
  GUARD_KILLED("both guard processes are killed"),
  GUARD_KEY_BROKEN("the instance key never works"),
  GUARD_KEY_LATE("the instance key works only after a while"),
  GUARD_KEY_REVOKED("the instance key stops to work"),
  PERSON_STOPS("a person asks for the end"),
  PERSON_INSISTS("a person asks for the end three times"),
  KILL("the controller is killed; another takes over after seconds"),
  KILL_LONG("the controller is killed; another takes over after minutes"),
  KILL_FOR_GOOD("the controller is killed; nobody takes over"),
  KILL_TWICE("the controller is killed, and so is its successor"),
  PAUSE("the controller is paused for a while and goes on"),
  PAUSE_TAKEN_OVER("the controller is paused, another takes over, then it wakes"),
  RIVAL("another process of ours tries to take over a run that is driven"),
  JOURNAL_REFUSES("the journal cannot be written for a while"),
  JOURNAL_REFUSES_KILL("the same, and the controller is killed meanwhile"),
  CLOCK_BACK("the clock here is set back a minute");

  private final String words;

  FaultKind(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
