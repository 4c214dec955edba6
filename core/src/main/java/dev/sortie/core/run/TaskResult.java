package dev.sortie.core.run;

import java.util.OptionalInt;

/**
 * How a task ended.
 *
 * @param status its exit status; empty when it vanished
 * @param cut whether the run was being stopped by then: it was not left to end by itself
 */
public record TaskResult(int task, OptionalInt status, boolean cut) {
  public boolean succeeded() {
    return status.isPresent() && status.getAsInt() == 0;
  }
}
