package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.sync.OwnFolders;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task may name its files as we name ours: each comes home all the same (law 8). */
final class OwnFilesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String HASH = "0123456789abcdef01234567";

  @TempDir private Path temp;
  private OpenSsh ssh;
  private RemoteHost host;
  private Path far;
  private Path home;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
    host = hosts.connect(ssh.target());
    far = Files.createDirectories(temp.resolve("far"));
    home = temp.resolve("home");
  }

  @AfterEach
  void stop() {
    hosts.close();
    ssh.close();
  }

  private PullRequest request() {
    return new PullRequest(far.toString(), home, List.of(), List.of());
  }

  private PullReport pull() {
    return host.pull(request(), SyncProgress.NONE, PATIENCE);
  }

  /** Every name this or an earlier version gave to a file of its own, and what comes near. */
  static Stream<String> names() {
    return Stream.of(
        ".sortie",
        ".sortie-pull",
        ".sortie-lock",
        ".sortie-unfinished",
        "x.sortie-unfinished",
        "x.sortie-unfinished.sortie-unfinished",
        ".sortie-part-",
        ".sortie-part-" + HASH,
        ".sortie-part-state",
        ".sortie-part-case123",
        ".sortie-" + HASH.substring(0, 16),
        ".sortie/tasks/task-1/status",
        "begun/x~" + HASH,
        "note",
        "note.new",
        "lock",
        "case1",
        "new." + HASH,
        ".job.task-1.12",
        ".SORTIE-LOCK",
        ".sortieignore",
        ".git",
        "work_remote",
        ".env");
  }

  @Test
  void filesLinksAndFoldersOfAnyNameOfOursComeHomeAndNothingElseIsThere() throws Exception {
    List<String> all = names().filter(name -> !name.equals(".sortie")).toList();
    for (String name : all) {
      Trees.write(far.resolve(name), "at the top: " + name);
      Trees.write(far.resolve("deep/er/" + name), "below: " + name);
      Trees.write(far.resolve("as-folder/" + name + "/inside"), "in a folder of that name");
      Files.createDirectories(far.resolve("as-link/" + name).getParent());
      Files.createSymbolicLink(far.resolve("as-link/" + name), Path.of("nowhere"));
    }
    Trees.random(far.resolve("x"), 9 << 20, 1);
    Trees.random(far.resolve("deep/x.sortie-unfinished"), 9 << 20, 2);
    try (Stream<Path> files = Files.walk(far)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      }
    }
    assertThat(host.pull(request().duringTheWork(), SyncProgress.NONE, PATIENCE).missing())
        .isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
    assertThat(pull().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far)).containsKey("x.sortie-unfinished");
    assertThat(OwnFolders.in(home)).isDirectory();
  }

  @Test
  void whatHasTheVeryNameOfOurFolderIsNamedAndAllElseComesHome() throws Exception {
    Files.createDirectories(home);
    String ours = OwnFolders.in(home).getFileName().toString();
    Trees.write(far.resolve(ours + "/note"), "not a note");
    Trees.write(far.resolve("other"), "other");
    PullReport report = pull();
    assertThat(report.missing()).extracting(PullReport.Missing::path).contains(ours + "/note");
    assertThat(report.mayStillCome()).isFalse();
    assertThat(home.resolve("other")).hasContent("other");
  }

  @Test
  void aFolderOfAnOlderVersionIsTakenOver() throws Exception {
    Path film = Trees.random(far.resolve("sub/film"), 9 << 20, 1);
    byte[] content = Files.readAllBytes(film);
    Files.createDirectories(home.resolve("sub"));
    Files.write(
        home.resolve("sub/film.sortie-unfinished"), java.util.Arrays.copyOf(content, 8 << 20));
    Trees.write(home.resolve(".sortie-part-" + HASH), "left by a cut");
    Trees.write(home.resolve(".sortie-lock"), "");
    try (DataOutputStream out =
        new DataOutputStream(
            new GZIPOutputStream(Files.newOutputStream(home.resolve(".sortie-pull"))))) {
      out.writeInt(2);
      out.writeUTF(far.toString());
      out.writeInt(0);
    }
    assertThat(pull().missing()).isEmpty();
    assertThat(host.traffic().bytesUp()).isLessThan(5 << 20);
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void aResultThatMerelyLooksLikeAnOlderVersionsStays() throws Exception {
    Files.createDirectories(home);
    Files.writeString(home.resolve(".sortie-pull"), "no note", StandardCharsets.UTF_8);
    Files.writeString(home.resolve("x.sortie-unfinished"), "a result");
    Trees.write(far.resolve("other"), "other");
    assertThat(pull().missing()).isEmpty();
    assertThat(home.resolve("x.sortie-unfinished")).hasContent("a result");
  }

  @Test
  void codeOfSuchNamesIsSentAndOnlyAFolderOfResultsIsNot() throws Exception {
    Trees.write(home.resolve("code/x.sortie-unfinished"), "of the user");
    Trees.write(home.resolve("results/result"), "of an earlier run");
    Trees.write(home.resolve(".sortie-lock"), "of the user");
    Path own = Files.createDirectory(OwnFolders.in(home.resolve("results")));
    Trees.write(own.resolve("note"), "ours");
    host.push(new PushRequest(home, far.toString(), List.of(), false), SyncProgress.NONE, PATIENCE);
    assertThat(far.resolve("code/x.sortie-unfinished")).hasContent("of the user");
    assertThat(far.resolve(".sortie-lock")).hasContent("of the user");
    assertThat(far.resolve("results")).doesNotExist();
  }

  @Test
  void afterAPushNoPartFileIsLeftBesideTheCode() throws Exception {
    Trees.random(home.resolve("model"), 9 << 20, 1);
    Path sync = ssh.home().resolve(".sortie/sync");
    PushRequest push = new PushRequest(home, far.toString(), List.of(), false);
    host.push(push, SyncProgress.NONE, PATIENCE);
    Path mine;
    try (Stream<Path> folders = Files.list(sync)) {
      mine = folders.findFirst().orElseThrow();
    }
    // A push that was cut, of a file that has changed since.
    Trees.write(far.resolve(".sortie-part-" + HASH), "old");
    Files.writeString(mine.resolve("parts"), "./.sortie-part-" + HASH + "\0");
    Trees.random(home.resolve("model"), 9 << 20, 2);
    host.push(push, SyncProgress.NONE, PATIENCE);
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(home));
    // What a task makes later is not ours, whatever its name.
    Trees.write(far.resolve(".sortie-part-" + HASH), "of a task");
    host.push(push, SyncProgress.NONE, PATIENCE);
    assertThat(far.resolve(".sortie-part-" + HASH)).hasContent("of a task");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OpenSsh.BUSYBOX})
  void whatSortieNeedsOnTheMachineIsNobodysResult(String shell) throws IOException {
    try (OpenSsh other = OpenSsh.start(temp.resolve("other[x]"), shell);
        SshHosts others = new SshHosts()) {
      RemoteHost machine = others.connect(other.target());
      Path there = temp.resolve("other[x]/home");
      Files.createDirectories(there.resolve(".sortie/guard"));
      Files.writeString(there.resolve(".sortie/env"), "export HF_TOKEN=secret");
      Files.createDirectories(there.resolve("sub/.sortie"));
      Files.writeString(there.resolve("sub/.sortie/env"), "a task's");
      Files.writeString(there.resolve("result"), "a result");

      for (String folder : List.of(there.toString(), temp.toString())) {
        Path to = Files.createTempDirectory(temp.getParent(), "home");
        PullRequest all = new PullRequest(folder, to, List.of(), List.of("/ssh/", "/home/"));
        assertThat(machine.pull(all, SyncProgress.NONE, PATIENCE).missing()).isEmpty();
        try (Stream<Path> here = Files.walk(to)) {
          assertThat(here.map(Path::toString).filter(path -> path.endsWith(".sortie/env")))
              .singleElement()
              .asString()
              .endsWith("sub/.sortie/env");
        }
      }
      PullRequest ours =
          new PullRequest(there.resolve(".sortie").toString(), home, List.of(), List.of());
      assertThat(machine.pull(ours, SyncProgress.NONE, PATIENCE).missing())
          .extracting(PullReport.Missing::why)
          .containsExactly("is Sortie's own folder on the machine, and no result");
      assertThat(home.resolve("env")).doesNotExist();
    }
  }
}
