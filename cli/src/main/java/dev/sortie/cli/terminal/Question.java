package dev.sortie.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A question that a person answers with yes or no.
 *
 * @param words what is asked, with its colours
 * @param usual what an empty line means: no, where money is at stake
 */
public record Question(String words, boolean usual) {
  /**
   * Asks once. What was typed before the question stood there is no answer to it; neither is the
   * end of the input a yes.
   */
  public boolean ask(InputStream in, PrintStream out) {
    try {
      forget(in);
      out.print(words + (usual ? "[Y/n] " : "[y/N] "));
      out.flush();
      String line =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      if (line == null) {
        out.println();
        return false;
      }
      String answer = line.strip().toLowerCase(Locale.ROOT);
      return answer.isEmpty() ? usual : answer.equals("y") || answer.equals("yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forget(InputStream in) throws IOException {
    for (int typed = in.available(); typed > 0; typed = in.available()) {
      if (in.skip(typed) <= 0) {
        return;
      }
    }
  }
}
