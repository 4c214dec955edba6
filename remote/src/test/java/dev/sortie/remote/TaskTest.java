package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path temp;
  private final SshHosts hosts = new SshHosts();
  private final Map<String, OpenSsh> servers = new HashMap<>();

  @AfterEach
  void stop() {
    hosts.close();
    servers.values().forEach(OpenSsh::close);
  }

  private RemoteHost machine(String shell) throws IOException {
    OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"), shell);
    servers.put(shell, ssh);
    return hosts.connect(ssh.target());
  }

  private Path home() {
    return servers.values().iterator().next().home();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void goesOnWithoutUsAndTellsItsEnd(String shell) throws Exception {
    RemoteHost host = machine(shell);
    TaskId id = new TaskId("one");
    Path folder = temp.resolve("made/for it");
    String command = "echo \"$WORD\"; pwd; printf 'a\\000b' ; echo err >&2; sleep 0.4; exit 7";
    host.start(new TaskStart(id, command, folder.toString(), Map.of("WORD", "it's\n$HOME")));
    host.start(new TaskStart(id, "echo never", folder.toString(), Map.of()));
    Kept kept = new Kept();
    TaskEnd end = host.follow(id, LogPosition.START, kept, PATIENCE);
    assertThat(kept.outText()).isEqualTo("it's\n$HOME\n" + folder + "\na\0b");
    assertThat(kept.errText()).isEqualTo("err\n");
    LogPosition whole = new LogPosition(kept.out.size(), kept.err.size());
    assertThat(end).isEqualTo(new TaskEnd.Exited(7, whole));
    Kept rest = new Kept();
    assertThat(host.follow(id, new LogPosition(5, 4), rest, PATIENCE)).isEqualTo(end);
    assertThat(rest.outText()).isEqualTo(kept.outText().substring(5));
    assertThat(rest.errText()).isEmpty();
    assertNoSecretIsLeft("$HOME");
  }

  private void assertNoSecretIsLeft(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(home().resolve(".sortie"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.endsWith("out")) {
          assertThat(Files.readString(file)).doesNotContain("it's").isNotEqualTo(secret);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void passesOnWhatIsPrintedAtOnce(String shell) throws Exception {
    RemoteHost host = machine(shell);
    TaskId id = new TaskId("ticks");
    String command = "for i in 1 2 3 4 5 6; do date +%s%N; sleep 0.3; done";
    if (shell.equals(OpenSsh.BUSYBOX)) {
      command = "for i in 1 2 3 4 5 6; do adjtimex >/dev/null; date +%s000000000; sleep 0.3; done";
    }
    host.start(new TaskStart(id, command, temp.toString(), Map.of()));
    List<Long> delays = new java.util.concurrent.CopyOnWriteArrayList<>();
    Kept kept = new Kept();
    host.follow(
        id,
        LogPosition.START,
        new dev.sortie.core.remote.TaskOutput() {
          @Override
          public void standardOut(byte[] chunk) {
            java.time.Instant now = java.time.Instant.now();
            kept.standardOut(chunk);
            for (String line : new String(chunk).strip().split("\n")) {
              long printed = Long.parseLong(line);
              delays.add(
                  (now.getEpochSecond() * 1_000_000_000L + now.getNano() - printed) / 1_000_000);
            }
          }

          @Override
          public void standardError(byte[] chunk) {}

          @Override
          public void lost(Duration ago, String why) {}

          @Override
          public void backAgain() {}
        },
        PATIENCE);
    assertThat(kept.outText().lines()).hasSize(6);
    // The last four: the first may have been printed before we listened.
    if (!shell.equals(OpenSsh.BUSYBOX)) {
      assertThat(delays.subList(2, 6).stream().sorted().toList().get(1)).isLessThan(200L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void whatLiesBesideIsRunWhileItGoesOnAndOnceAfterItAndSeesNothingOfIt(String shell)
      throws Exception {
    RemoteHost host = machine(shell);
    Path log = home().resolve("log");
    Files.createDirectories(home().resolve(".sortie"));
    Files.writeString(
        home().resolve(".sortie/beside"), "echo \"ran$WORD$SORTIE_TASK\" >>" + log + "\n");
    TaskId id = new TaskId("one");
    Path go = temp.resolve("go");
    String command = "until [ -e " + go + " ]; do sleep 0.1; done";
    host.start(new TaskStart(id, command, temp.toString(), Map.of("WORD", "secret")));
    Awaitility.await("it is run again and again")
        .atMost(PATIENCE)
        .until(() -> Files.exists(log) && Files.readAllLines(log).size() >= 2);
    Files.createFile(go);
    host.follow(id, LogPosition.START, new Kept(), PATIENCE);
    int during = Files.readAllLines(log).size();
    Awaitility.await("once after it")
        .atMost(PATIENCE)
        .until(() -> Files.readAllLines(log).size() > during);
    assertThat(Files.readAllLines(log)).containsOnly("ran");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void endsAllProcessesOnCancel(String shell) throws Exception {
    RemoteHost host = machine(shell);
    TaskId id = new TaskId("stubborn");
    String command =
        "trap '' TERM; (trap '' TERM; setsid sleep 611 & sleep 612 & wait) & echo up; sleep 613; "
            + "sleep 614";
    host.start(new TaskStart(id, command, temp.toString(), Map.of()));
    Kept kept = new Kept();
    var following =
        CompletableFuture.supplyAsync(() -> host.follow(id, LogPosition.START, kept, PATIENCE));
    Awaitility.await("task runs").until(() -> sleepers() >= 3);
    host.cancel(id, Duration.ofMillis(500));
    assertThat(sleepers()).isZero();
    assertThat(following.get()).isInstanceOf(TaskEnd.Exited.class);
    assertThat(((TaskEnd.Exited) following.get()).status()).isEqualTo(128 + 9);
  }

  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").matches(".*sleep 61[1-4]$"))
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", OpenSsh.BUSYBOX})
  void tellsATaskThatVanishedFromOneThatRuns(String shell) throws Exception {
    RemoteHost host = machine(shell);
    TaskId id = new TaskId("killed");
    host.start(new TaskStart(id, "echo up; exec sleep 620", temp.toString(), Map.of()));
    Kept kept = new Kept();
    var following =
        CompletableFuture.supplyAsync(() -> host.follow(id, LogPosition.START, kept, PATIENCE));
    Awaitility.await("task runs").until(() -> kept.outText().equals("up\n"));
    Path task = home().resolve(".sortie/tasks/killed");
    long runner = Long.parseLong(Files.readString(task.resolve("pid")).split(" ")[0]);
    ProcessHandle handle = ProcessHandle.of(runner).orElseThrow();
    List<ProcessHandle> children = handle.descendants().toList();
    handle.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    assertThat(following.get()).isEqualTo(new TaskEnd.Vanished(new LogPosition(3, 0)));
    assertThat(host.follow(new TaskId("other"), LogPosition.START, kept, PATIENCE))
        .isEqualTo(new TaskEnd.NeverStarted());
    host.run("rm -rf ~/.sortie", Output.NONE);
    assertThat(host.follow(id, LogPosition.START, kept, PATIENCE))
        .isEqualTo(new TaskEnd.NeverStarted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", OpenSsh.BUSYBOX})
  void startsOnceWhenManyStartAtTheSameTime(String shell) throws Exception {
    RemoteHost host = machine(shell);
    TaskId id = new TaskId("race");
    TaskStart start = new TaskStart(id, "echo run; sleep 0.2", temp.toString(), Map.of());
    try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        pool.submit(() -> host.start(start));
      }
    }
    Kept kept = new Kept();
    host.follow(id, LogPosition.START, kept, PATIENCE);
    assertThat(kept.outText()).isEqualTo("run\n");
    assertThat(Files.exists(home().resolve(".sortie/tasks/race/job"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", OpenSsh.BUSYBOX})
  void aTaskThatDeletesItsRunnerIsWaitedForAndTheNextOneRuns(String shell) throws Exception {
    RemoteHost host = machine(shell);
    TaskId id = new TaskId("one");
    Path made = temp.resolve("made");
    String command = "rm -rf \"$HOME/.sortie\"; sleep 2; echo made > " + made;
    host.start(new TaskStart(id, command, temp.toString(), Map.of()));
    assertThat(host.follow(id, LogPosition.START, new Kept(), PATIENCE))
        .isEqualTo(new TaskEnd.NeverStarted());
    assertThat(made).hasContent("made");
    TaskId next = new TaskId("two");
    host.start(new TaskStart(next, "exit 3", temp.toString(), Map.of()));
    assertThat(host.follow(next, LogPosition.START, new Kept(), PATIENCE))
        .isInstanceOfSatisfying(TaskEnd.Exited.class, end -> assertThat(end.status()).isEqualTo(3));
  }
}
