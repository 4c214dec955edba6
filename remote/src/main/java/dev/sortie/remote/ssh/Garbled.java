package dev.sortie.remote.ssh;

/**
 * The machine said what no honest one says, over a connection that lets no byte be changed. Asked
 * again as after a cut, but not for ever ({@link Bounds#GARBLED_ANSWERS}).
 */
public final class Garbled extends Cut {
  public Garbled(String message) {
    super(message);
  }

  public Garbled(String message, Throwable cause) {
    super(message, cause);
  }
}
