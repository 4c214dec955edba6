package dev.sortie.core.run;

import java.util.OptionalInt;

/**
 * How a task ended.
 *
 * @param status its exit status; empty when it vanished
 */
public record TaskResult(int task, OptionalInt status) {
  public boolean succeeded() {
    return status.isPresent() && status.getAsInt() == 0;
  }
}
