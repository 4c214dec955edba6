package dev.sortie.cli.logging;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sends the log of this process to its file and, with {@code -v}, to stderr. */
public final class Logs {
  private static final Logger ROOT = Logger.getLogger("");
  // Kept, because the log manager holds its loggers weakly and their levels would be lost.
  private static final Logger OURS = Logger.getLogger("dev.sortie");

  // Their SSH servers inherit a chatty logger from MINA.
  private static final Logger MACHINES = Logger.getLogger("dev.sortie.practice.machine");

  private Logs() {}

  /**
   * @param verbose where to copy the log to, if anywhere
   */
  public static void start(Path file, Optional<PrintStream> verbose, Redactor redactor) {
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(verbose.isPresent() ? Level.FINE : Level.INFO);
    MACHINES.setLevel(verbose.isPresent() ? Level.FINE : Level.WARNING);
    add(new FileSink(file), redactor);
    verbose.ifPresent(err -> add(new StreamSink(err), redactor));
  }

  private static void add(Handler handler, Redactor redactor) {
    handler.setLevel(Level.ALL);
    handler.setFormatter(new LineFormatter(redactor));
    ROOT.addHandler(handler);
  }
}
