package dev.sortie.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a computer without sshd; see etc/needs.sh. */
final class NeedsTest {
  /** In a mount namespace of its own, where what is there as {@code sshd} cannot be run. */
  private static final String BARE =
      "mount --bind /dev/null /usr/sbin/sshd && . ./etc/needs.sh && echo tests run";

  @TempDir Path folder;

  @Test
  void whatIsMissingIsInstalledAndThatIsSaid() throws IOException {
    String installs = "umount /usr/sbin/sshd";

    Said said = bare(installs, Map.of());

    assertThat(said.text())
        .isEqualTo(
            "build: tests run against sshd, not here yet; installing openssh-server (apt-get) …\n"
                + "tests run\n");
    assertThat(calls()).contains("install").contains("openssh-server");
    assertThat(said.exit()).isZero();
  }

  @Test
  void whatCannotBeInstalledIsNamedInOneLine() throws IOException {
    Said said = bare("echo 'no such package'; exit 100", Map.of());

    assertThat(said.exit()).isEqualTo(69);
    assertThat(said.text().lines().toList().getLast())
        .isEqualTo(
            "build: tests need sshd: as root, apt-get install openssh-server;"
                + " or SORTIE_SKIP=\"sshd\" ./build goes on without");
    assertThat(said.text()).contains("no such package");
  }

  @Test
  void whatMayBeSkippedIsNotAskedFor() throws IOException {
    Said said = bare("exit 100", Map.of("SORTIE_SKIP", "busybox sshd"));

    assertThat(said).isEqualTo(new Said(0, "tests run\n"));
  }

  private Said bare(String aptGet, Map<String, String> environment) throws IOException {
    Path fake = folder.resolve("apt-get");
    Files.writeString(fake, "#!/bin/sh\necho \"$@\" >>" + folder + "/calls\n" + aptGet + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("PATH", folder + ":" + System.getenv("PATH"));
    return Said.by(Said.ROOT, all, List.of("unshare", "--mount", "sh", "-euc", BARE));
  }

  private String calls() throws IOException {
    return Files.readString(folder.resolve("calls"));
  }
}
