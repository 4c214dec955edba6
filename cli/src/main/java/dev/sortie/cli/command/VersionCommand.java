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
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("version", Version.NUMBER);
      members.put("java", Version.java());
      members.put("system", Version.system());
      context.printJson(members);
    } else {
      context.out().println(Version.line());
    }
    return 0;
  }
}
