package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task's variables may have any name and value: they arrive, and change no script of ours. */
final class TaskVariablesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TaskId ID = new TaskId("one");
  private static final Pattern SET = Pattern.compile("(?m)(?:^|[ ;{(])([A-Za-z_][A-Za-z0-9_]*)=");

  /** What changes shells and programs when it is set. */
  private static final List<String> OF_OTHERS =
      List.of(
          "ENV",
          "CDPATH",
          "MAIL",
          "MAILPATH",
          "POSIXLY_CORRECT",
          "LC_ALL",
          "LANG",
          "TMPDIR",
          "TAR_OPTIONS",
          "GREP_OPTIONS",
          "LD_PRELOAD",
          "LD_LIBRARY_PATH",
          "TERM",
          "LOGNAME",
          "USER",
          "HOME",
          "SHELL",
          "OPTARG",
          "REPLY",
          "SORTIE_GUARD_TICK");

  /** Which shells refuse, or give values of their own. */
  private static final List<String> OF_SHELLS =
      List.of(
          "UID",
          "EUID",
          "PPID",
          "OPTIND",
          "SHELLOPTS",
          "BASHOPTS",
          "BASH_VERSINFO",
          "RANDOM",
          "SECONDS",
          "LINENO",
          "IFS",
          "_",
          "GROUPS",
          "DIRSTACK",
          "FUNCNAME",
          "PWD",
          "OLDPWD",
          "SHLVL",
          "OPTERR",
          "PS1",
          "PS2",
          "PS4");

  @TempDir private Path temp;
  private final SshHosts hosts = new SshHosts();
  private Optional<OpenSsh> server = Optional.empty();

  @AfterEach
  void stop() {
    hosts.close();
    server.ifPresent(OpenSsh::close);
  }

  private RemoteHost machine(String shell) throws IOException {
    OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"), shell);
    server = Optional.of(ssh);
    return hosts.connect(ssh.target());
  }

  private Kept run(RemoteHost host, String command, Map<String, String> variables) {
    Optional<String> file = Optional.of(temp.resolve("image").toString());
    host.start(new TaskStart(ID, command, temp.toString(), variables, file));
    Kept kept = new Kept();
    TaskEnd end = host.follow(ID, LogPosition.START, kept, PATIENCE);
    assertThat(end)
        .as(kept.errText())
        .isEqualTo(new TaskEnd.Exited(7, new LogPosition(kept.out.size(), kept.err.size())));
    return kept;
  }

  private static Map<String, String> environment(Kept kept) {
    return Arrays.stream(new String(kept.out.toByteArray(), StandardCharsets.UTF_8).split("\0"))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void arriveWhateverNamesOurOwnScriptsUse(String shell) throws Exception {
    Map<String, String> theirs = new HashMap<>();
    Set<String> names = ours();
    assertThat(names).contains("key", "d", "base", "shell", "code", "G");
    names.addAll(List.of("folder", "command", "ID", "RUNNER", "OUT", "ERR", "GRACE", "COMMAND"));
    names.addAll(OF_OTHERS);
    names.removeAll(OF_SHELLS);
    names.removeAll(Set.of("PATH", "SORTIE_TASK"));
    names.forEach(name -> theirs.put(name, "it's \"" + name + "\" $HOME `x` \\\n# two=lines '"));

    Kept kept = run(machine(shell), "cat /proc/self/environ; exit 7", theirs);

    assertThat(environment(kept)).containsAllEntriesOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void takeNoProgramAwayFromUs(String shell) throws Exception {
    Map<String, String> theirs = Map.of("PATH", "/nowhere", "BASH_ENV", "/nowhere", "IFS", "/1");

    Kept kept = run(machine(shell), "echo \"<$PATH>\"; exit 7", theirs);

    assertThat(kept.outText()).isEqualTo("</nowhere>\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void mayHaveNamesThatShellsKeepForThemselves(String shell) throws Exception {
    RemoteHost host = machine(shell);
    Map<String, String> theirs = new HashMap<>(Map.of("WORD", "there"));
    // These two steer how bash itself runs, and dash does not start with an OPTIND that is no
    // number.
    OF_SHELLS.forEach(name -> theirs.put(name, name.endsWith("OPTS") ? "posix" : "5"));

    Kept kept = run(host, "echo \"$WORD\"; exit 7", theirs);

    assertThat(kept.outText()).isEqualTo("there\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void winOverThoseOfTheImage(String shell) throws Exception {
    RemoteHost host = machine(shell);
    Files.writeString(
        temp.resolve("image"),
        "export UID='5'\nexport TOKEN='of the image'\nexport key='of the image'\n");

    Kept kept = run(host, "echo \"$TOKEN $key\"; exit 7", Map.of("TOKEN", "from here"));

    assertThat(kept.outText()).isEqualTo("from here of the image\n");
  }

  /** Every name that a script of ours sets, on the machine or in the create call. */
  private static Set<String> ours() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String folder : List.of("src/main/resources", "../engine/src/main/resources")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file :
            (Iterable<Path>) files.filter(f -> f.toString().endsWith(".sh"))::iterator) {
          SET.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
        }
      }
    }
    return names;
  }
}
