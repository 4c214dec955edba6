package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SyncProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that lies in one of its answers and is honest in all others. */
@Timeout(180)
final class HostileTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What stands in the one script that packs, hashes many, or sends the rest of a file. */
  private static final String PACKS = "--hard-dereference";

  private static final String HASHES = "xargs -0 openssl";
  private static final String HASHES_ONE = "wc -c <";
  private static final String SENDS = "echo differs";

  @TempDir private Path temp;
  private Path far;
  private Path home;

  @BeforeEach
  void folders() throws IOException {
    far = Files.createDirectories(temp.resolve("far"));
    home = temp.resolve("home");
    Trees.write(far.resolve("one"), "good");
    Trees.write(far.resolve("two"), "fine");
  }

  /**
   * @param words what only the script has in it that is answered with a lie
   * @param lie a shell script; {@code honest} is the right answer there
   */
  private OpenSsh lying(String words, String lie) throws IOException {
    Path script =
        Files.writeString(
            temp.resolve("answer.sh"),
            """
            honest() { /bin/sh -c "$SSH_ORIGINAL_COMMAND" | tail -c +9; }
            case "$SSH_ORIGINAL_COMMAND" in
              *'WORDS'*)
                printf '\\001sortie\\002'; printf '\\001sortie\\002' >&2
                LIE
                ;;
              *) exec /bin/sh -c "$SSH_ORIGINAL_COMMAND" ;;
            esac
            """
                .replace("WORDS", words)
                .replace("LIE", lie));
    return OpenSsh.stubborn(temp.resolve("ssh"), ". " + script);
  }

  private PullReport pull(OpenSsh ssh) {
    return pull(ssh, new PullRequest(far.toString(), home, List.of(), List.of()));
  }

  private static PullReport pull(OpenSsh ssh, PullRequest request) {
    try (SshHosts hosts = new SshHosts()) {
      return hosts.connect(ssh.target()).pull(request, SyncProgress.NONE, PATIENCE);
    }
  }

  /** A header of a tar archive, and nothing behind it. */
  private static byte[] header(String name, char type, String target, long size) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 124, String.format(Locale.ROOT, "%011o", size));
    put(block, 136, "00000000000");
    put(block, 156, String.valueOf(type));
    put(block, 157, target);
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, String.format(Locale.ROOT, "%06o", sum));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static void file(ByteArrayOutputStream tar, String name, String content) {
    tar.writeBytes(header(name, '0', "", content.length()));
    tar.writeBytes(Arrays.copyOf(content.getBytes(StandardCharsets.US_ASCII), 512));
  }

  private Path archive(byte[] bytes) throws IOException {
    return Files.write(temp.resolve("evil.tar"), bytes);
  }

  @Test
  void ofAnArchiveOnlyWhatWasAskedForIsTakenAndNothingLandsElsewhere() throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (String name : List.of("../up", "/" + temp + "/absolute", "deep/../../up", "three", ".")) {
      file(tar, name, "evil");
    }
    tar.writeBytes(header("link", '2', "/etc", 0));
    tar.writeBytes(header("one/", '5', "", 0));
    tar.writeBytes(header("disk", '4', "", 0));
    tar.writeBytes(header("null", '3', "", 0));
    tar.writeBytes(header("pipe", '6', "", 0));
    tar.writeBytes(header("hard", '1', "/etc/passwd", 0));
    try (OpenSsh ssh = lying(PACKS, "cat '" + archive(tar.toByteArray()) + "'; honest")) {
      PullReport report = pull(ssh);
      assertThat(report.missing()).isEmpty();
      assertThat(Trees.facts(home)).containsOnlyKeys("one", "two");
      assertThat(home.resolve("one")).hasContent("good");
      assertThat(temp.resolve("up")).doesNotExist();
      assertThat(temp.resolve("absolute")).doesNotExist();
    }
  }

  /** Wrong bytes, another length, a link in its place, and then the right one too late. */
  @ParameterizedTest
  @ValueSource(strings = {"evil", "too long to be it", ""})
  void whatAnArchiveHoldsUnderAGoodNameCountsOnlyWithTheRightHash(String content) throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    if (content.isEmpty()) {
      tar.writeBytes(header("one", '2', "/etc/passwd", 0));
    } else {
      file(tar, "one", content);
    }
    try (OpenSsh ssh = lying(PACKS, "cat '" + archive(tar.toByteArray()) + "'; honest")) {
      // It is asked for alone then, without an archive.
      assertThat(pull(ssh).missing()).isEmpty();
      assertThat(home.resolve("one")).hasContent("good");
      assertThat(home.resolve("two")).hasContent("fine");
    }
  }

  @Test
  void anArchiveOfEmptyFilesThatNobodyAskedForHasABound() throws Exception {
    Path junk = archive(header("junk", '0', "", 0));
    String lie =
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do cat 'J' 'J' > 'J2'; mv 'J2' 'J'; done;"
            + " while :; do cat 'J' || exit; done";
    try (OpenSsh ssh = lying(PACKS, lie.replace("J", junk.toString()))) {
      assertThatThrownBy(() -> pull(ssh)).satisfies(HostileTest::isBroken);
    }
  }

  @Test
  void anArchiveWithoutAnEndHasABoundWhateverItIsMadeOf() throws Exception {
    Path large = archive(header("junk", '0', "", 1L << 32));
    for (String lie : List.of("cat /dev/zero", "cat '" + large + "' /dev/zero")) {
      try (OpenSsh ssh = lying(PACKS, lie)) {
        assertThatThrownBy(() -> pull(ssh)).as(lie).satisfies(HostileTest::isBroken);
      }
      try (var all = Files.walk(temp.resolve("ssh"))) {
        all.sorted(java.util.Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
      }
    }
  }

  /** Each time it moves something, so that it is not the patience that ends it. */
  @ParameterizedTest
  @ValueSource(strings = {"yes | head -c 512", "printf half", ":"})
  void anArchiveThatIsBrokenEachTimeIsNotAskedForForEver(String rest) throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    file(tar, "junk", "junk");
    tar.writeBytes(header("one", '0', "", 4));
    byte[] begun = tar.toByteArray();
    byte[] whole = rest.equals(":") ? begun : Arrays.copyOf(begun, begun.length - 512);
    try (OpenSsh ssh = lying(PACKS, "cat '" + archive(whole) + "'; " + rest)) {
      assertThatThrownBy(() -> pull(ssh)).satisfies(HostileTest::isBroken);
    }
  }

  @Test
  void oneHashForEverKeepsNobodyWaitingForTheNext() throws Exception {
    String lie = "yes \"$(printf '%064d  ./one' 7)\" | tr '\\n' '\\000'";
    try (OpenSsh ssh = lying(HASHES, lie)) {
      assertThatThrownBy(() -> pull(ssh)).satisfies(HostileTest::isBroken);
    }
  }

  @Test
  void theWordBeforeTheBytesOfAFileHasABound() throws Exception {
    Files.write(far.resolve("large"), new byte[9 << 20]);
    try (OpenSsh ssh = lying(SENDS, "yes | tr -d '\\n'")) {
      assertThatThrownBy(() -> pull(ssh)).satisfies(HostileTest::isBroken);
    }
  }

  @Test
  void theHashOfOneFileHasABound() throws Exception {
    Files.write(far.resolve("large"), new byte[9 << 20]);
    try (OpenSsh ssh = lying(HASHES_ONE, "yes | tr -d '\\n'")) {
      assertThatThrownBy(() -> pull(ssh)).satisfies(HostileTest::isBroken);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-9223372036854775808", "-1", "9223372036854775807"})
  void aFileOfASizeThatNoneHasBlocksNoOtherAndIsNamed(String size) throws Exception {
    Path find = temp.resolve("ssh/bin/find");
    Files.createDirectories(find.getParent());
    Files.writeString(
        find,
        """
        #!/bin/sh
        case "$*" in
          *-mindepth*)
            printf 'f 644 SIZE 1.0\\0./liar\\0\\0'
            printf 'f 644 SIZE 1.0\\0./liar2\\0\\0'
            printf 'f 644 4 1.0\\0./../up\\0\\0' ;;
        esac
        exec /usr/bin/find "$@"
        """
            .replace("SIZE", size));
    Files.setPosixFilePermissions(find, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"))) {
      PullRequest request =
          new PullRequest(far.toString(), home, List.of(), List.of()).atMostBytes(1_000_000);
      PullReport report = pull(ssh, request);
      assertThat(home.resolve("one")).hasContent("good");
      assertThat(home.resolve("two")).hasContent("fine");
      assertThat(report.missing().stream().map(PullReport.Missing::path))
          .containsExactlyInAnyOrder("liar", "liar2", "../up");
      assertThat(report.mayStillCome()).isFalse();
      assertThat(temp.resolve("up")).doesNotExist();
    }
  }

  private static void isBroken(Throwable thrown) {
    assertThat(thrown).isInstanceOf(RemoteException.class);
    assertThat(((RemoteException) thrown).problem())
        .isInstanceOf(RemoteProblem.CommandFailed.class);
  }
}
