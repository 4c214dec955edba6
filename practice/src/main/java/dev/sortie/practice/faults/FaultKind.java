package dev.sortie.practice.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every fault the practice market can produce, each with what it does. */
public enum FaultKind {
  // Create
  CREATE_ERRORS_BUT_RENTS("create answers 500, yet the instance is rented"),
  CREATE_TIMES_OUT_THEN_APPEARS("create hangs up; the instance is listed `seconds` later (30)"),
  BID_TOO_LOW("create answers success:false with new_contract and leaves a stopped instance"),
  CREATE_NAMES_ANOTHER("create rents, and names the newest instance with another label"),
  CREATE_NAMES_ANOTHER_ONLY("the same, and rents nothing"),
  OFFER_GONE("create answers 410 no_such_ask"),
  GPU_UNAVAILABLE("the GPU is taken: 410 with cancel_unavail, else a stopped instance is left"),
  INSUFFICIENT_CREDIT("create answers 400 insufficient_credit"),
  SPEND_RATE_LIMIT("create answers 400 spend_rate_limit"),
  PRICE_RAISED("create works, and the instance costs twice what was offered"),
  PRICE_INCREASE_PENDING("the host asks for twice the price from `seconds` (0) after the rental"),
  // Destroy and start
  DESTROY_STILL_LISTED("destroy works, the instance stays listed for `seconds` (5)"),
  DESTROY_RESURRECTS("destroy says success, the instance is back `seconds` later (10), and bills"),
  DESTROY_REFUSED("destroy answers 500 and does nothing"),
  START_REFUSED_QUEUED("start answers 200 success:false; it starts `seconds` later (300)"),
  // Answers of any route; `route` and `method` narrow them
  BAD_KEY("the right key is answered as a wrong one: 404 auth_error"),
  KEY_ROTATED("the account key stops working for good; a new one is in the state folder"),
  SESSION_EXPIRED("the key is that of a two-factor session, which has expired: 404"),
  TWO_FACTOR_WANTED("the account wants a two-factor login first: 401"),
  INSTANCE_KEY_REFUSED("an instance's own key may not do it: 401 auth_error"),
  AGENT_REFUSED("403 as HTML for the User-Agent that a library or program gives itself"),
  RATE_LIMITED("429 in plain text, nothing done"),
  UNAVAILABLE("`status` (503) as HTML, nothing done"),
  RESET_BEFORE_ACTION("the connection is closed before anything is done"),
  RESET_AFTER_ACTION("the connection is closed after it is done"),
  LOOK_SHOWS_ANOTHER("a read of one instance shows the record of another one"),
  LABEL_MISSING("reads show no label; `route` tells which (/api/v0 one, /api/v1 the listing)"),
  // The listing
  LIST_EMPTY_STRING("the listing is an empty JSON string"),
  LIST_EMPTY_OBJECT("the listing is {}"),
  LIST_INSTANCES_NULL("the listing is {\"instances\":null}"),
  LIST_HTML("the listing is an HTML page with status 200"),
  LIST_SUCCESS_FALSE("the listing is success:false with status 200"),
  LIST_PAGE2_FAILS("the second page of the listing answers 500"),
  LIST_STALE("the listing is as it was last read before the fault was set; empty if never"),
  // Boot
  STATUS_NULL_FOR("actual_status stays null for `seconds` (120) more"),
  SLOW_BOOT("loading takes `seconds` (600) more"),
  STUCK_LOADING("loading for ever"),
  BAD_IMAGE("manifest not found: stays loading, given up after 7 minutes"),
  BOOT_EXITED("the container exits instead of running"),
  CONTAINER_CREATE_FAILED("created, then a CDI error of the container runtime; contract stopped"),
  // While it runs
  OFFLINE("the host is lost `seconds` (0) after it runs"),
  OUTBID("stopped by a higher bid `seconds` (0) after it runs"),
  CONTRACT_ENDS("the contract is over `seconds` (60) after the rental, and the container stopped"),
  EXITED("the container dies `seconds` (0) after it runs"),
  // Scheduled jobs
  JOB_REFUSED("a job is refused: 403"),
  JOB_EARLY("a job is called `seconds` (5) after it was made, whatever its time"),
  JOB_LATE("a job is called `seconds` (3600) after its time"),
  JOB_LOST("a job is accepted and listed, and never called"),
  JOB_NOT_LISTED("a job is accepted, and the list does not show it"),
  JOB_STAYS("removing a job answers 500 and does nothing"),
  // Network in front of the instance
  PORT_NEVER_MAPPED("running, but ports stays empty and the proxy port is dead"),
  PORT_BLACK_HOLE("the mapped ports answer nothing"),
  SSH_HANGS("SSH accepts, then says nothing"),
  KEY_NOT_INSTALLED_FOR("no key is accepted for `seconds` (60)"),
  BANNER("a banner text in front of every command's standard error"),
  CONNECTION_CUTS("every connection drops after a few hundred kilobytes");

  private final String description;

  FaultKind(String description) {
    this.description = description;
  }

  /** One line for a person; names in back quotes are settings, with their default in brackets. */
  public String description() {
    return description;
  }

  /** As it is written in fault files. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FaultKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(name)).findFirst();
  }
}
