package dev.sortie.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says which Sortie, Java and system this is. */
@Command(name = "version", description = "Print the version.")
public final class VersionCommand implements Action {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public int run(Context context) {
    String java = Runtime.version().toString();
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("version", Version.NUMBER);
      members.put("java", java);
      members.put("system", system);
      context.printJson(members);
    } else {
      context.out().println("sortie " + Version.NUMBER + "  (Java " + java + ", " + system + ")");
    }
    return 0;
  }
}
