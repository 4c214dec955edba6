package dev.sortie.sim;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code ./sortie-sim}: attacks the laws on virtual time. */
public final class Main {
  private Main() {}

  /** Ends with 1 when a law did not hold, with 2 when the arguments cannot be read. */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    int status = new CommandLine(out).run(args);
    out.flush();
    System.exit(status);
  }
}
