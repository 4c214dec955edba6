package dev.sortie.core.remote;

/** How a followed task ended. */
public sealed interface TaskEnd {
  /**
   * @param read how far its output was passed on: to the end
   */
  record Exited(int status, LogPosition read) implements TaskEnd {}

  /**
   * Its processes are gone without an exit status: killed (out of memory, restart of the
   * container).
   */
  record Vanished(LogPosition read) implements TaskEnd {}

  /** No such task was ever started on this machine. */
  record NeverStarted() implements TaskEnd {}
}
