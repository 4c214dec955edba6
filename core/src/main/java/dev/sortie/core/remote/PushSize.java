package dev.sortie.core.remote;

/** What a first push would send. */
public record PushSize(int files, long bytes) {
  public static final PushSize NOTHING = new PushSize(0, 0);
}
