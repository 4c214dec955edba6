package dev.sortie.cli;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Advice;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.command.Globals;
import dev.sortie.cli.command.Troubles;
import dev.sortie.cli.command.Version;
import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.ProcessEnv;
import dev.sortie.cli.logging.Logs;
import dev.sortie.cli.logging.Redactor;
import dev.sortie.cli.wiring.Wiring;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
public final class Main {
  /** Commands that log nothing and should not pay for it. */
  private static final Set<String> SILENT = Set.of("version", "completion", "help");

  private final Env env;
  private final List<String> args;
  private final Redactor redactor = new Redactor();

  private Main(Env env, List<String> args) {
    this.env = env;
    this.args = args;
  }

  public static void main(String[] args) {
    // For the code of others in this process; ours names its locale, and LocaleRuleTest sees to it.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(ProcessEnv.ofThisProcess(), args));
  }

  /** Runs one command line and returns its exit code; the only place where exceptions end. */
  public static int run(Env env, String... args) {
    int code = new Main(env, List.of(args)).run();
    env.out().flush();
    env.err().flush();
    return code;
  }

  private int run() {
    String name = commandName();
    CommandLine line = name.isEmpty() || name.equals("help") ? Commands.all() : Commands.only(name);
    try {
      if (name.equals("help")) {
        return help(line, args.subList(args.indexOf("help") + 1, args.size()));
      }
      return run(line, line.parseArgs(args.toArray(String[]::new)));
    } catch (ParameterException wrong) {
      return end(usage(wrong), false);
    }
  }

  /** The first argument that is not a flag; global flags take no values. */
  private String commandName() {
    return args.stream().filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
  }

  private int run(CommandLine line, ParseResult parsed) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    CommandLine command = leaf.commandSpec().commandLine();
    if (command == line
        && !leaf.isUsageHelpRequested()
        && ((Root) line.getCommand()).wantsVersion()) {
      env.out().println(Version.line());
      return 0;
    }
    if (leaf.isUsageHelpRequested() || !(command.getCommand() instanceof Action action)) {
      // Without a command the help must list them all.
      CommandLine shown = command == line ? Commands.all() : command;
      shown.usage(env.out(), ansi());
      return 0;
    }
    Globals globals = ((Root) line.getCommand()).globals();
    if (!SILENT.contains(leaf.commandSpec().name())) {
      Logs.start(
          env.folders().log(),
          globals.verbose() ? Optional.of(env.err()) : Optional.empty(),
          redactor);
    }
    if (globals.practice()) {
      env.err().println("practice: nothing is rented");
    }
    try (Wiring wiring = new Wiring(env, redactor, globals.practice())) {
      return action.run(new Context(env, globals, wiring));
    } catch (RuntimeException | Error thrown) {
      return end(thrown, globals);
    }
  }

  private int help(CommandLine line, List<String> path) {
    CommandLine shown = line;
    for (String name : path) {
      CommandLine next = shown.getSubcommands().get(name);
      if (next == null) {
        throw new UnmatchedArgumentException(shown, List.of(name));
      }
      shown = next;
    }
    shown.usage(env.out(), ansi());
    return 0;
  }

  private Ansi ansi() {
    return env.terminal().out().colours() ? Ansi.ON : Ansi.OFF;
  }

  private static Trouble usage(ParameterException wrong) {
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String happened = Troubles.said(wrong);
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      if (!first.startsWith("-") && !wrong.getCommandLine().getSubcommands().isEmpty()) {
        happened = "there is no command \"" + first + "\"";
      }
      if (!unmatched.getSuggestions().isEmpty()) {
        happened += "\ndid you mean " + unmatched.getSuggestions().getFirst() + "?";
      }
    }
    return new Trouble(Cause.BAD_ARGUMENT, happened, "`" + name + " --help`");
  }

  private int end(Throwable thrown, Globals globals) {
    if (globals.stacktrace()) {
      thrown.printStackTrace(env.err());
    }
    return end(Troubles.of(thrown).orElseGet(() -> unforeseen(thrown)), globals.practice());
  }

  private Trouble unforeseen(Throwable thrown) {
    System.getLogger(Main.class.getName())
        .log(System.Logger.Level.ERROR, "unforeseen: " + String.join(" ", args), thrown);
    return new Trouble(
        Cause.INTERNAL,
        redactor.redact(thrown.toString()),
        "please report it with " + env.folders().log());
  }

  private int end(Trouble trouble, boolean practice) {
    TroublePrinter printer =
        new TroublePrinter(env.err(), env.terminal().err(), new Advice(practice));
    if (args.contains("--json")) {
      printer.printJson(trouble);
    } else {
      printer.print(trouble);
    }
    return trouble.cause().category().exitCode();
  }
}
