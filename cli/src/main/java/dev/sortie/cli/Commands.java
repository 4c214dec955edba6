package dev.sortie.cli;

import dev.sortie.cli.command.DoctorCommand;
import dev.sortie.cli.command.MarketCommand;
import dev.sortie.cli.command.OffersCommand;
import dev.sortie.cli.command.RecipeCommand;
import dev.sortie.cli.command.VersionCommand;
import dev.sortie.cli.run.AttachCommand;
import dev.sortie.cli.run.DownCommand;
import dev.sortie.cli.run.HostsCommand;
import dev.sortie.cli.run.LogsCommand;
import dev.sortie.cli.run.MarketDeadlineProver;
import dev.sortie.cli.run.PsCommand;
import dev.sortie.cli.run.PullCommand;
import dev.sortie.cli.run.ReapCommand;
import dev.sortie.cli.run.ReceiptCommand;
import dev.sortie.cli.run.ResumeCommand;
import dev.sortie.cli.run.RunCommand;
import dev.sortie.cli.run.ShellCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** All commands. Add one here: a name in {@link #NAMES} and a line in {@link #create}. */
final class Commands {
  /** In the order of the help. */
  static final List<String> NAMES =
      List.of(
          "run",
          "shell",
          "ps",
          "logs",
          "attach",
          "resume",
          "pull",
          "down",
          "reap",
          "receipt",
          "hosts",
          "offers",
          "recipe",
          "market",
          "doctor",
          "completion",
          "version",
          "docs",
          "warmup");

  private Commands() {}

  private static Optional<Object> create(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "run" -> new RunCommand();
          case "shell" -> new ShellCommand();
          case "ps" -> new PsCommand();
          case "logs" -> new LogsCommand();
          case "attach" -> new AttachCommand();
          case "resume" -> new ResumeCommand();
          case "pull" -> new PullCommand();
          case "down" -> new DownCommand();
          case "reap" -> new ReapCommand();
          case "receipt" -> new ReceiptCommand();
          case "hosts" -> new HostsCommand();
          case "offers" -> new OffersCommand();
          case "recipe" -> new RecipeCommand();
          case "market" -> new MarketCommand();
          case "doctor" -> new DoctorCommand(new MarketDeadlineProver());
          case "docs" -> new DocsCommand();
          case "completion" -> new CompletionCommand();
          case "version" -> new VersionCommand();
          case "warmup" -> new WarmupCommand();
          default -> null;
        });
  }

  /** Every command; building them all costs time, so only help and the like do. */
  static CommandLine all() {
    CommandLine line = root();
    NAMES.forEach(name -> create(name).ifPresent(line::addSubcommand));
    return line;
  }

  /** Only the one named, or all when there is none of that name. */
  static CommandLine only(String name) {
    Optional<Object> action = create(name);
    if (action.isEmpty()) {
      return all();
    }
    CommandLine line = root();
    line.addSubcommand(action.get());
    return line;
  }

  private static CommandLine root() {
    return new CommandLine(new Root());
  }
}
