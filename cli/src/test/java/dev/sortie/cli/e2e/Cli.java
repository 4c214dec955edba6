package dev.sortie.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts the program as a person would, in a home, state and working folder of its own. */
final class Cli implements AutoCloseable {
  private final Path home;
  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> before = new ArrayList<>();
  private final List<CliProcess> started = new CopyOnWriteArrayList<>();

  Cli(Path root) {
    this.home = folder(root.resolve("home"));
    this.folder = folder(root.resolve("project"));
    variables.put("HOME", home.toString());
    variables.put("SORTIE_STATE", root.resolve("state").toString());
    variables.put("XDG_CONFIG_HOME", root.resolve("config").toString());
    variables.put("XDG_STATE_HOME", root.resolve("xdg-state").toString());
    variables.put("PATH", System.getenv("PATH"));
  }

  private static Path folder(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The working folder, whose files are pushed. */
  Path folder() {
    return folder;
  }

  Path state() {
    return Path.of(variables.getOrDefault("SORTIE_STATE", ""));
  }

  Cli with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /**
   * From now on the program may read only what its user may read, also where tests are run by root.
   */
  Cli withoutPrivileges() {
    before.addAll(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
    return this;
  }

  Path write(String name, String... lines) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CliProcess start(String... args) {
    List<String> command = new ArrayList<>(Inherited.reset());
    command.addAll(before);
    command.addAll(Program.start("-Duser.home=" + home));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      CliProcess process = new CliProcess(builder.start());
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command line to its end. */
  CliProcess run(String... args) {
    CliProcess process = start(args);
    process.exit();
    return process;
  }

  /** Starts a run of that name which asks nobody. */
  CliProcess startJob(String name, String... rest) {
    List<String> args = new ArrayList<>(List.of("run", "--yes", "--job", name));
    args.addAll(List.of(rest));
    return start(args.toArray(String[]::new));
  }

  /** Such a run to its end. */
  CliProcess runJob(String name, String... rest) {
    CliProcess process = startJob(name, rest);
    process.exit();
    return process;
  }

  @Override
  public void close() {
    started.forEach(CliProcess::close);
  }
}
