package dev.sortie.remote.tasks;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.TaskStart;
import dev.sortie.remote.ssh.Sh;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * What the runner is told of one task: shell text that it reads once and deletes. The task's
 * variables are set by the function {@code begin}, after which no line of ours uses one, so that
 * they may have any name and value.
 */
final class JobFile {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Some shells refuse or replace a value of these, and a refusal would end the runner; {@code env}
   * can set them. None is a name for a secret: it stands in the process list for a moment.
   */
  private static final Pattern OF_SHELLS =
      Pattern.compile(
          "_|E?UID|PPID|S?RANDOM|SECONDS|LINENO|OPTIND|SHELLOPTS|BASHOPTS|BASH_(?!ENV$).*"
              + "|BASHPID|GROUPS|DIRSTACK|FUNCNAME|HISTCMD|EPOCH.*");

  private JobFile() {}

  /** The last line proves that it arrived whole. */
  static String of(TaskStart task) {
    String key =
        task.id() + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return "key="
        + Sh.quote(key)
        + "\nfolder="
        + Sh.quote(task.folder())
        + "\ncommand="
        + Sh.quote(task.command())
        + "\n"
        + begin(task, key)
        + "# whole\n";
  }

  private static String begin(TaskStart task, String key) {
    StringBuilder exports = new StringBuilder();
    StringBuilder start = new StringBuilder("exec");
    task.variablesFile()
        .map(Sh::quote)
        .ifPresent(file ->
            // In POSIX mode bash would end at a name that it keeps for itself; others lack the
            // mode.
            exports
                .append("(set +o posix) 2>/dev/null && set +o posix\n")
                .append("[ ! -r " + file + " ] || . " + file + "\n"));
    Map<String, String> variables = new TreeMap<>(task.environment());
    variables.put("SORTIE_TASK", key);
    if (variables.keySet().stream().anyMatch(OF_SHELLS.asMatchPredicate())) {
      start.append(" /usr/bin/env");
    }
    variables.forEach((name, value) -> {
      if (!VARIABLE.matcher(name).matches()) {
        throw new RemoteException(new RemoteProblem.CommandFailed("not a variable name: " + name));
      }
      String set = name + "=" + Sh.quote(value);
      if (OF_SHELLS.matcher(name).matches()) {
        start.append(' ').append(set);
      } else {
        exports.append("export ").append(set).append('\n');
      }
    });
    return "begin() {\n" + exports + start + " \"$@\"\n}\n";
  }
}
