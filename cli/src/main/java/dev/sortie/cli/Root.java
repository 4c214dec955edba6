package dev.sortie.cli;

import dev.sortie.cli.command.Globals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program's own name and the flags that every command has. */
@Command(
    name = "sortie",
    description = "Rent a GPU, run your work, bring the results home, give it back.",
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
final class Root {
  @Option(
      names = "--practice",
      scope = ScopeType.INHERIT,
      description = "Use the practice market: nothing is rented, nothing is paid.")
  private boolean practice;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show on stderr what goes on.")
  private boolean verbose;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "On an error, show where in the program it came from.")
  private boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--version", description = "Print the version.")
  private boolean version;

  boolean wantsVersion() {
    return version;
  }

  Globals globals() {
    return new Globals(practice, verbose, stacktrace);
  }
}
