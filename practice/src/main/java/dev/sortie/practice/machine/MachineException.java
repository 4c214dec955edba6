package dev.sortie.practice.machine;

/** A machine could not be made or changed; the message says why, for a person. */
public final class MachineException extends RuntimeException {
  public MachineException(String message, Throwable cause) {
    super(message, cause);
  }

  public MachineException(String message) {
    super(message);
  }
}
