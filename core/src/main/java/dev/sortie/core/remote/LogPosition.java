package dev.sortie.core.remote;

/** How many bytes of a task's two outputs have been read. */
public record LogPosition(long standardOut, long standardError) {
  public static final LogPosition START = new LogPosition(0, 0);
}
