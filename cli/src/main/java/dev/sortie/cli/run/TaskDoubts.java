package dev.sortie.cli.run;

import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.SecretName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What in a task is probably not meant, said before a machine is paid for it. */
final class TaskDoubts {
  /** What a login shell or the market sets on every machine. */
  private static final Set<String> THERE =
      Set.of(
          "HOME",
          "PATH",
          "USER",
          "LOGNAME",
          "SHELL",
          "PWD",
          "OLDPWD",
          "LANG",
          "TERM",
          "HOSTNAME",
          "TMPDIR",
          "IFS",
          "RANDOM",
          "SECONDS",
          "LINENO",
          "UID",
          "EUID",
          "PPID",
          "SHLVL",
          "CONTAINER_ID");

  private TaskDoubts() {}

  /**
   * @param isSetHere whether a variable has a value on this computer
   */
  static List<String> of(Recipe recipe, List<String> tasks, Predicate<String> isSetHere) {
    Map<String, List<Integer>> doubts = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      ShellText shell = ShellText.of(recipe.command(tasks.get(i)));
      int task = i + 1;
      Stream.concat(cut(shell), localOnly(recipe, shell, isSetHere))
          .forEach(doubt -> doubts.computeIfAbsent(doubt, _ -> new ArrayList<>()).add(task));
    }
    return doubts.entrySet().stream().map(one -> where(one.getValue()) + one.getKey()).toList();
  }

  private static Stream<String> cut(ShellText shell) {
    return shell.cut().stream()
        .map(word ->
            "the shell ends a command at the & in "
                + word
                + "; put the word in quotes if it is one");
  }

  private static Stream<String> localOnly(
      Recipe recipe, ShellText shell, Predicate<String> isSetHere) {
    return shell.used().stream()
        .sorted()
        .filter(name -> !shell.set().contains(name) && !isThere(recipe, name))
        .filter(isSetHere)
        .map(name ->
            "$"
                + name
                + " has a value here and none on the machine: name it in the recipe (environment or"
                + " secrets)");
  }

  private static boolean isThere(Recipe recipe, String name) {
    return THERE.contains(name)
        || name.startsWith("VAST_")
        || recipe.environment().containsKey(name)
        || recipe.secrets().stream().map(SecretName::name).anyMatch(name::equals);
  }

  private static String where(List<Integer> tasks) {
    int more = tasks.size() - 1;
    return "task " + tasks.getFirst() + (more > 0 ? " and " + more + " more" : "") + ": ";
  }
}
