package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.sync.OwnFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this disk cannot take is named, and keeps nothing else from coming home (law 8). */
final class UntakenTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_OF_A_PATH = 3_880;

  @TempDir private Path temp;
  private OpenSsh ssh;
  private RemoteHost host;
  private Path far;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
    host = hosts.connect(ssh.target());
    far = Files.createDirectories(temp.resolve("far"));
  }

  @AfterEach
  void stop() {
    hosts.close();
    ssh.close();
  }

  private PullRequest request(Path home) {
    return new PullRequest(far.toString(), home, List.of(), List.of());
  }

  private Path settled(String name, int bytes) throws IOException {
    Path file = Trees.random(far.resolve(name), bytes, name.length());
    return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** So far down that a long name more is too much for the system. */
  private Path deepHome() throws IOException {
    Path home = temp.toRealPath().resolve("home");
    while (home.toString().length() < MOST_OF_A_PATH) {
      int left = MOST_OF_A_PATH - home.toString().length();
      home = home.resolve("h".repeat(Math.min(200, left)));
    }
    return home;
  }

  @Test
  void pathsThatAreTooLongHereAreNamedBeforeAByteOfThemIsSentAndAllElseComesHome()
      throws Exception {
    String longName = "n".repeat(250);
    settled(longName, 3 << 20);
    settled("large" + "n".repeat(240), 9 << 20);
    settled("d/" + "m".repeat(240) + "/inside", 1_000);
    Files.createSymbolicLink(far.resolve("l".repeat(250)), Path.of("small"));
    settled("small", 1_000);
    settled("film", 9 << 20);
    Path home = deepHome();
    for (PullRequest request : List.of(request(home).duringTheWork(), request(home))) {
      PullReport report = host.pull(request, SyncProgress.NONE, PATIENCE);
      assertThat(report.missing())
          .extracting(PullReport.Missing::path)
          .contains(
              longName,
              "large" + "n".repeat(240),
              "d/" + "m".repeat(240) + "/inside",
              "l".repeat(250));
      assertThat(report.missing())
          .allSatisfy(one -> assertThat(one.why()).contains("this computer cannot take it"));
      assertThat(report.mayStillCome()).isFalse();
      assertThat(home.resolve("small")).hasSameBinaryContentAs(far.resolve("small"));
      assertThat(home.resolve("film")).hasSameBinaryContentAs(far.resolve("film"));
    }
    assertThat(host.traffic().bytesUp()).isLessThan(11 << 20);
  }

  @Test
  void theLongestNamesAndThoseOtherSystemsKnowNothingOfComeHome() throws Exception {
    Path home = temp.resolve("home");
    for (String name :
        List.of(
            "n".repeat(255), "ü".repeat(127), "a:b", "con", "what?", "back\\slash", "end.", " ")) {
      settled(name, 500);
    }
    assertThat(host.pull(request(home), SyncProgress.NONE, PATIENCE).missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far)).hasSize(8);
    assertThat(OwnFolders.in(home).resolve("names")).isEmptyDirectory();
  }

  @Test
  void aFileWhereAFolderIsNeededKeepsBackWhatIsInItAlone() throws Exception {
    Path home = temp.resolve("home");
    Trees.write(home.resolve("sub"), "of the user");
    Trees.write(home.resolve("name/inside"), "of the user");
    settled("sub/one", 500);
    settled("name", 500);
    settled("other", 500);
    PullReport report = host.pull(request(home), SyncProgress.NONE, PATIENCE);
    assertThat(report.missing())
        .extracting(PullReport.Missing::path)
        .containsExactlyInAnyOrder("sub", "sub/one", "name");
    assertThat(report.mayStillCome()).isFalse();
    assertThat(home.resolve("other")).hasSameBinaryContentAs(far.resolve("other"));
    assertThat(home.resolve("sub")).hasContent("of the user");
  }
}
