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
   * What is odd, and what to do when it was not meant.
   *
   * @param what names the first task that has it
   */
  record Doubt(String what, String advice) {}

  /**
   * @param isSetHere whether a variable has a value on this computer
   */
  static List<Doubt> of(Recipe recipe, List<String> tasks, Predicate<String> isSetHere) {
    Map<Doubt, List<Integer>> doubts = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      ShellText shell = ShellText.of(recipe.command(tasks.get(i)));
      int task = i + 1;
      Stream.concat(cut(shell), localOnly(recipe, shell, isSetHere))
          .forEach(doubt -> doubts.computeIfAbsent(doubt, _ -> new ArrayList<>()).add(task));
    }
    return doubts.entrySet().stream()
        .map(one -> new Doubt(where(one.getValue()) + one.getKey().what(), one.getKey().advice()))
        .toList();
  }

  private static Stream<Doubt> cut(ShellText shell) {
    return shell.cut().stream()
        .map(word ->
            new Doubt(
                "the & in " + word + " ends a command", "put the word in quotes if it is one"));
  }

  private static Stream<Doubt> localOnly(
      Recipe recipe, ShellText shell, Predicate<String> isSetHere) {
    return shell.used().stream()
        .sorted()
        .filter(name -> !shell.set().contains(name) && !isThere(recipe, name))
        .filter(isSetHere)
        .map(name ->
            new Doubt(
                "$" + name + " is set here, and not on the machine",
                "name it under environment or secrets of a recipe"));
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
