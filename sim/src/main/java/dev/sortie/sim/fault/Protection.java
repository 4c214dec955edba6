package dev.sortie.sim.fault;

/** What keeps the laws; each can be switched off in the simulation, to see the suite go red. */
public enum Protection {
  NONE("nothing is switched off"),
  INTENT_FIRST("facts are durable before actions begin"),
  LABEL_LOOK_UP("an unclear create call is looked up, not taken for a no"),
  COMPLETE_LISTING("a listing that was cut short is not an empty one"),
  DESTROY_AGAIN("destroy is repeated"),
  PROOF_OF_ABSENCE("accepted is not gone"),
  REAPER("what nobody wants is found in the listing"),
  OWNERSHIP("only what is ours is ended"),
  LABEL_SEEN("what the market names is ours only once it shows our label"),
  GUARD_LEASE("the machine ends itself when it hears no more of us"),
  GUARD_DEADLINE("the machine ends itself when its time is up"),
  GUARD_PROOF("no work before the guard was proven"),
  CEILING_STOP("work ends in time to stay under the ceiling"),
  PULL_BEFORE_RELEASE("results before release"),
  VERIFY("what did not come home whole is named"),
  FENCING("who lost the claim neither writes nor acts"),
  TAKE_OVER("another process goes on"),
  CONNECT_AGAIN("whoever takes up a lease connects to its machine"),
  MOVED("bytes that only the facts of the run tell of are metered"),
  STORM_BRAKE("not too many create calls");

  private final String words;

  Protection(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
