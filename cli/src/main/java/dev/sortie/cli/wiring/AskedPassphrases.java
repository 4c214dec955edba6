package dev.sortie.cli.wiring;

import dev.sortie.cli.terminal.Terminal;
import dev.sortie.remote.ssh.Passphrases;
import java.io.Console;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Asks the person at the terminal, three times as ssh does; what is typed is not shown. */
final class AskedPassphrases implements Passphrases {
  private static final int TRIES = 3;

  private final Terminal terminal;

  AskedPassphrases(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Optional<String> of(Path key, int failed) {
    Console console = terminal.canAsk() && failed < TRIES ? System.console() : null;
    if (console == null) {
      return Optional.empty();
    }
    String again = failed == 0 ? "" : "that was not it; ";
    char[] typed = console.readPassword(Locale.ROOT, "%s", again + "passphrase of " + key + ": ");
    return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new String(typed));
  }
}
