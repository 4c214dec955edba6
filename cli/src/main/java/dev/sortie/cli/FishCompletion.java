package dev.sortie.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script of fish, which picocli has none for: one line for each word. */
final class FishCompletion {
  private static final String START = "complete -c sortie";

  private FishCompletion() {}

  static String of(CommandLine root) {
    StringBuilder script = new StringBuilder("# fish completion of sortie\n");
    List<String> names = visible(root);
    script.append(
        START + " -n 'not __fish_seen_subcommand_from " + String.join(" ", names) + "' -f\n");
    add(script, root, "not __fish_seen_subcommand_from " + String.join(" ", names));
    root.getSubcommands()
        .forEach((name, command) -> {
          if (names.contains(name)) {
            add(script, command, "__fish_seen_subcommand_from " + name);
          }
        });
    return script.toString();
  }

  private static List<String> visible(CommandLine command) {
    return command.getSubcommands().entrySet().stream()
        .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private static void add(StringBuilder script, CommandLine command, String condition) {
    String here = START + " -n " + quote(condition);
    List<String> names = visible(command);
    command
        .getSubcommands()
        .forEach((name, sub) -> {
          if (names.contains(name)) {
            String what = first(sub.getCommandSpec().usageMessage().description());
            script.append(here + " -f -a " + quote(name) + " -d " + quote(what) + "\n");
          }
        });
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        script.append(here);
        for (String name : option.names()) {
          script
              .append(name.startsWith("--") ? " -l " : " -s ")
              .append(name.replaceFirst("-+", ""));
        }
        script.append(option.typeInfo().isBoolean() ? "" : " -r");
        script.append(" -d ").append(quote(first(option.description()))).append('\n');
      }
    }
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  /** In fish's single quotes only these two mean something. */
  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
