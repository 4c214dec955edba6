package dev.sortie.cli.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A line for a shell on this computer; what it is told comes in variables, never in the line. */
record CommandReceiver(String line, Path folder, Map<String, String> environment)
    implements Receiver {
  private static final long SECONDS = 30;

  @Override
  public String name() {
    return "notify.command";
  }

  @Override
  public void send(Notice notice) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", line)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("SORTIE_EVENT", notice.event());
    builder.environment().put("SORTIE_RUN", notice.run());
    builder.environment().put("SORTIE_TITLE", notice.title());
    builder.environment().put("SORTIE_TEXT", notice.text());
    builder.environment().put("SORTIE_COST_USD", notice.cost().dollars().toPlainString());
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("it has not ended after " + SECONDS + " s; it goes on");
    }
    if (process.exitValue() != 0) {
      throw new IOException("it ended with " + process.exitValue());
    }
  }
}
