package dev.sortie.core.error;

/**
 * Every coded cause a person can meet. Codes are stable; the reference in {@code docs/} is
 * generated from here.
 */
public enum Cause {
  NO_KEY("SRT-101", Category.USER, "no vast.ai key was found"),
  BAD_KEY("SRT-102", Category.USER, "the market does not accept the key"),
  BAD_QUERY("SRT-103", Category.USER, "the search query cannot be read"),
  BAD_RECIPE("SRT-104", Category.USER, "the recipe cannot be read"),
  NO_TASKS("SRT-105", Category.USER, "there is nothing to do"),
  NOT_FOUND("SRT-106", Category.USER, "no run or lease of that name"),
  BAD_SSH_KEY("SRT-107", Category.USER, "the SSH key cannot be used"),
  SECRET_MISSING("SRT-108", Category.USER, "a secret that the recipe names is not set"),
  BAD_ARGUMENT("SRT-109", Category.USER, "an argument cannot be used"),
  SECOND_FACTOR("SRT-110", Category.USER, "the account wants a login with a second factor"),
  NO_OFFERS("SRT-201", Category.CAPACITY, "no offer fulfils every condition"),
  OFFER_TAKEN("SRT-202", Category.CAPACITY, "every offer that was tried is taken"),
  CREDIT("SRT-301", Category.MONEY, "the account lacks credit"),
  SPEND_LIMIT("SRT-302", Category.MONEY, "the market limits how fast this account may spend"),
  CEILING_TOO_LOW("SRT-303", Category.MONEY, "no offer fits under the ceiling"),
  CEILING_REACHED("SRT-304", Category.MONEY, "the ceiling was reached"),
  BUDGET_FULL("SRT-305", Category.MONEY, "a limit on all runs together leaves no room"),
  PRICE_RAISED("SRT-306", Category.MONEY, "the market asks more than it offered"),
  BUDGET_UNKNOWN("SRT-307", Category.MONEY, "what all runs have spent before is not known"),
  MARKET_UNREACHABLE("SRT-401", Category.PROVIDER, "the market cannot be reached"),
  MARKET_FAILED("SRT-402", Category.PROVIDER, "the market refused or answered nonsense"),
  BAD_IMAGE("SRT-403", Category.PROVIDER, "the image cannot be pulled or started"),
  STUCK_LOADING("SRT-404", Category.PROVIDER, "the instance did not start in time"),
  SSH_NEVER_UP("SRT-405", Category.PROVIDER, "SSH never answered on the instance"),
  INSTANCE_LOST("SRT-406", Category.PROVIDER, "the instance stopped or vanished on its own"),
  CONNECTION_LOST("SRT-407", Category.PROVIDER, "the connection to the instance did not come back"),
  REMOTE_DISK_FULL("SRT-408", Category.PROVIDER, "the disk of the instance is full"),
  HOST_KEY_CHANGED("SRT-409", Category.PROVIDER, "another machine answers under that address"),
  DESTROY_FAILED("SRT-410", Category.PROVIDER, "an instance could not be proven gone yet"),
  CONTAINER_FAILED("SRT-411", Category.PROVIDER, "the machine cannot start the container"),
  NO_GUARD("SRT-412", Category.PROVIDER, "the guard on the instance does not answer"),
  TASK_FAILED("SRT-501", Category.TASK, "one or more tasks failed"),
  SETUP_FAILED("SRT-502", Category.TASK, "a set-up step failed"),
  INTERRUPTED("SRT-503", Category.STOPPED, "stopped by a person"),
  RESULTS_MISSING("SRT-601", Category.RESULTS, "some outputs are not here"),
  LOCAL_DISK_FULL("SRT-701", Category.HERE, "the disk here is full"),
  LOCAL_FAILURE("SRT-702", Category.HERE, "a file or folder here cannot be read or written"),
  STATE_LOCKED("SRT-703", Category.HERE, "the journal cannot be used"),
  TAKEN_OVER("SRT-704", Category.HERE, "another process drives it"),
  JOURNAL_DAMAGED("SRT-705", Category.HERE, "the journal is damaged, or not the one of before"),
  INTERNAL("SRT-901", Category.INTERNAL, "a fault in Sortie");

  private final String code;
  private final Category category;
  private final String summary;

  Cause(String code, Category category, String summary) {
    this.code = code;
    this.category = category;
    this.summary = summary;
  }

  public String code() {
    return code;
  }

  public Category category() {
    return category;
  }

  public String summary() {
    return summary;
  }
}
