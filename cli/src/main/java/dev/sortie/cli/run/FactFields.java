package dev.sortie.cli.run;

import dev.sortie.core.journal.Fact;
import dev.sortie.core.run.RunEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What programs want of a fact without reading its text: which task or set-up step, and its end.
 */
final class FactFields {
  private FactFields() {}

  static Map<String, Object> of(Fact fact) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (fact instanceof RunEvent.SetUpStarted(int step)) {
      fields.put("step", step);
    } else if (fact instanceof RunEvent.SetUpEnded(int step, int status)) {
      fields.put("step", step);
      fields.put("exit_code", status);
    } else if (fact instanceof RunEvent.TaskStarted(int task)) {
      fields.put("task", task);
    } else if (fact instanceof RunEvent.TaskEnded(int task, int status)) {
      fields.put("task", task);
      fields.put("exit_code", status);
    } else if (fact instanceof RunEvent.TaskVanished(int task)) {
      fields.put("task", task);
    }
    return fields;
  }
}
