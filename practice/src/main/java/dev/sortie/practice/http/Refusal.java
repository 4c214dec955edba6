package dev.sortie.practice.http;

/** A request that the market declines, in the market's own words. */
public final class Refusal extends RuntimeException {
  private final int status;
  private final String code;

  public Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  Reply reply() {
    return Reply.error(status, code, String.valueOf(getMessage()));
  }
}
