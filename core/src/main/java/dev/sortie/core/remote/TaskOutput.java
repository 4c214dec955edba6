package dev.sortie.core.remote;

import java.time.Duration;

/** Takes what a followed task prints, every byte once and in order per stream. */
public interface TaskOutput extends Output {
  /** The connection dropped {@code ago}; the task goes on and we are connecting again. */
  void lost(Duration ago, String why);

  /** Connected again. */
  void backAgain();
}
