package dev.sortie.practice.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Machines with mounts and process numbers of their own, made by util-linux' unshare. Killing the
 * holder, their process 1, makes the kernel kill all the others and drop the mounts.
 *
 * @param userNamespace without being root of this computer, through a user namespace
 * @param overlay with overlay mounts, which spare copying /etc
 */
record PrivateMounts(boolean userNamespace, boolean overlay) implements Isolation {
  static final String NAME = "mounts";
  private static final String ENTER = "cd \"${HOME:-/}\" 2>/dev/null || cd /; exec setsid \"$@\"";
  private static final int KILL_SECONDS = 20;

  @Override
  public String name() {
    return userNamespace ? NAME + "-as-user" : NAME;
  }

  @Override
  public String describe() {
    return "private mounts and processes, this computer's files read-only"
        + (userNamespace ? ", in a user namespace" : "");
  }

  @Override
  public ProcessStamp hold(MachineFolder folder, Map<String, String> environment)
      throws IOException {
    Path table = folder.state().resolve("fstab");
    folder.write(table, OwnRoot.lay(folder, this));
    Files.deleteIfExists(folder.holderFile());
    List<String> command = new ArrayList<>(HostTools.hearingSignals());
    command.addAll(List.of("setsid", "unshare"));
    if (userNamespace) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(
        List.of("--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"));
    command.addAll(List.of("/bin/sh", folder.state().resolve("init.sh").toString()));
    command.addAll(
        List.of(folder.fs().toString(), table.toString(), folder.holderFile().toString(), name()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(MarkedProcesses.VARIABLE, folder.root().toString());
    return awaitReady(folder, builder.redirectErrorStream(true).start());
  }

  private ProcessStamp awaitReady(MachineFolder folder, Process process) throws IOException {
    process.getOutputStream().close();
    StringBuilder said = new StringBuilder();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("ready")) {
          return recorded(folder)
              .orElseThrow(() -> new IOException("the machine's process 1 left no number"));
        }
        said.append(line).append('\n');
      }
    }
    end(folder);
    throw new IOException("cannot make private mounts: " + said.toString().strip());
  }

  @Override
  public ProcessBuilder enter(
      MachineFolder folder,
      ProcessStamp holder,
      Map<String, String> environment,
      List<String> command) {
    List<String> all = new ArrayList<>(HostTools.hearingSignals());
    all.addAll(List.of("setsid", "nsenter", "--target", Long.toString(holder.pid())));
    if (userNamespace) {
      all.addAll(List.of("--user", "--preserve-credentials"));
    }
    all.addAll(List.of("--mount", "--pid", "--root", "--", "/bin/sh", "-c", ENTER, "sh"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** nsenter itself stays outside; what it forked is the leader inside. */
  @Override
  public long leader(Process entered) {
    return entered.children().findFirst().map(ProcessHandle::pid).orElse(entered.pid());
  }

  @Override
  public void end(MachineFolder folder) throws IOException {
    Optional<ProcessStamp> holder = recorded(folder);
    holder.ifPresent(ProcessStamp::kill);
    if (holder.isPresent() && !Waiting.forDeath(holder.get(), KILL_SECONDS)) {
      throw new IOException("process " + holder.get().pid() + " of the machine does not die");
    }
    Files.deleteIfExists(folder.holderFile());
  }

  @Override
  public Optional<ProcessStamp> standing(MachineFolder folder) throws IOException {
    return recorded(folder).filter(ProcessStamp::isAlive);
  }

  /** Either kind of namespace ends with its process 1, so the kind does not matter here. */
  private static Optional<ProcessStamp> recorded(MachineFolder folder) throws IOException {
    return folder
        .read(folder.holderFile())
        .filter(text -> text.startsWith(NAME))
        .map(text -> ProcessStamp.parse(text.substring(text.indexOf(' ') + 1)));
  }

  @Override
  public String path(MachineFolder folder, String absolute) {
    return absolute;
  }

  @Override
  public String text(MachineFolder folder, String command) {
    return command;
  }

  @Override
  public String tools(MachineFolder folder) {
    return OwnRoot.tools();
  }
}
