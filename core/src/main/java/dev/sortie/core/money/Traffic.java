package dev.sortie.core.money;

/** Bytes over the wire as the instance sees them: {@code bytesDown} is what it received. */
public record Traffic(long bytesDown, long bytesUp) {
  public static final Traffic NONE = new Traffic(0, 0);

  /** The larger count each way. */
  public Traffic atLeast(Traffic other) {
    return new Traffic(Math.max(bytesDown, other.bytesDown), Math.max(bytesUp, other.bytesUp));
  }

  /** What is left, and nothing where there is less. */
  public Traffic without(Traffic other) {
    return new Traffic(
        Math.max(0, bytesDown - other.bytesDown), Math.max(0, bytesUp - other.bytesUp));
  }

  public Traffic plus(Traffic other) {
    return new Traffic(bytesDown + other.bytesDown, bytesUp + other.bytesUp);
  }
}
