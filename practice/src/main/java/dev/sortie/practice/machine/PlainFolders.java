package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Machines without a fence, for a kernel that allows none: ordinary processes whose home is the
 * machine's folder. Paths such as /work at the start of a word of a command are led into it; paths
 * inside script files are not. Processes are known by a variable in their environment, so one that
 * empties its environment and leaves its session as well is not found again.
 *
 * @param why the reason, for a person
 */
record PlainFolders(String why) implements Isolation {
  private static final Pattern OWN_PATH =
      Pattern.compile(
          "(?<=^|[\\s\"'=:;,(|&<>`{])/(?=(?:app|work|workspace|cache|data|root|tmp|var/tmp|var/log"
              + "|etc/environment)(?:$|[/\\s\"';:,)|&<>`}*]))");
  private static final Pattern FIRST_PROCESS = Pattern.compile("/proc/1(?=/)");
  private static final String ENTER = "cd \"$HOME\" || exit 1; exec \"$@\"";

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String describe() {
    return "plain folders only, nothing is fenced off: " + why;
  }

  @Override
  public ProcessStamp hold(MachineFolder folder, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                own("/bin/sh", folder.inside("/.practice/pid1").toString(), folder.fs().toString()))
            .directory(folder.inside("/root").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(marked(folder, environment));
    ProcessStamp holder =
        ProcessStamp.of(builder.start().pid())
            .orElseThrow(() -> new IOException("the machine's first process ended at once"));
    folder.write(folder.holderFile(), name() + " " + holder);
    return holder;
  }

  @Override
  public ProcessBuilder enter(
      MachineFolder folder,
      ProcessStamp holder,
      Map<String, String> environment,
      List<String> command) {
    List<String> all = new ArrayList<>(own("/bin/sh", "-c", ENTER, "sh"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.fs().toFile());
    builder.environment().clear();
    builder.environment().putAll(marked(folder, environment));
    return builder;
  }

  @Override
  public long leader(Process entered) {
    return entered.pid();
  }

  @Override
  public void end(MachineFolder folder) throws IOException {
    standing(folder).ifPresent(ProcessStamp::kill);
    new MarkedProcesses(folder).killAll();
    Files.deleteIfExists(folder.holderFile());
  }

  @Override
  public Optional<ProcessStamp> standing(MachineFolder folder) throws IOException {
    return folder
        .read(folder.holderFile())
        .filter(text -> text.startsWith(name() + " "))
        .map(text -> ProcessStamp.parse(text.substring(name().length() + 1)))
        .filter(ProcessStamp::isAlive);
  }

  @Override
  public String path(MachineFolder folder, String absolute) {
    return folder.inside(absolute).toString();
  }

  @Override
  public String text(MachineFolder folder, String command) {
    String own = OWN_PATH.matcher(command).replaceAll(Matcher.quoteReplacement(folder.fs() + "/"));
    return firstProcess(folder)
        .map(pid -> FIRST_PROCESS.matcher(own).replaceAll("/proc/" + pid))
        .orElse(own);
  }

  @Override
  public String tools(MachineFolder folder) {
    return folder.inside("/.practice/bin").toString();
  }

  private Optional<Long> firstProcess(MachineFolder folder) {
    try {
      return standing(folder).map(ProcessStamp::pid);
    } catch (IOException e) {
      throw new MachineException("cannot read who holds the machine: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> marked(MachineFolder folder, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(MarkedProcesses.VARIABLE, folder.root().toString());
    return all;
  }

  private static List<String> own(String... command) {
    List<String> all = new ArrayList<>(HostTools.hearingSignals());
    if (HostTools.has("setsid")) {
      all.add("setsid");
    }
    all.addAll(List.of(command));
    return all;
  }
}
