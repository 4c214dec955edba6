package dev.sortie.cli;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.reference.CommandReference;
import dev.sortie.cli.reference.ErrorReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the generated parts of the documentation. */
@Command(name = "docs", hidden = true, description = "Write the generated references.")
final class DocsCommand implements Action {
  @Parameters(
      paramLabel = "FOLDER",
      defaultValue = "docs/reference",
      description = "Where to; default: ${DEFAULT-VALUE}.")
  private String folder = "docs/reference";

  /** The pages by file name. */
  static Map<String, String> pages() {
    return Map.of(
        "commands.md", new CommandReference(Commands.all()).page(),
        "errors.md", ErrorReference.page());
  }

  @Override
  public int run(Context context) {
    Path target = context.wiring().here(folder);
    try {
      Files.createDirectories(target);
      for (Map.Entry<String, String> page : pages().entrySet()) {
        Files.writeString(target.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }
}
