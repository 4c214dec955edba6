package dev.sortie.remote.ssh;

import java.io.IOException;

/** The connection went away in the middle of something; connecting again may help. */
public class Cut extends IOException {
  public Cut(String message) {
    super(message);
  }

  public Cut(String message, Throwable cause) {
    super(message, cause);
  }
}
