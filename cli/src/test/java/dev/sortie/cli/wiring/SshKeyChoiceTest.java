package dev.sortie.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.remote.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshKeyChoiceTest {
  @TempDir private Path temp;
  private final List<String> said = new ArrayList<>();

  private Path chosen(Optional<Path> named) {
    return new SshKeyChoice(temp, temp.resolve("config"), temp.resolve("state"), said::add)
        .choose(named);
  }

  @Test
  void aUsualKeyThatCanBeUsedIsUsed() {
    Path usual = SshKeys.makeEd25519(temp.resolve(".ssh/id_ed25519"));

    assertThat(chosen(Optional.empty())).isEqualTo(usual);
    assertThat(said).isEmpty();
  }

  @Test
  void aUsualKeyThatCannotBeUsedIsLeftOutForSortiesOwnWithOneLine() throws Exception {
    Path usual = temp.resolve(".ssh/id_rsa");
    Files.createDirectories(temp.resolve(".ssh"));
    Process made =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "rsa", "-N", "secret", "-f", usual.toString())
            .start();
    assertThat(made.waitFor()).isZero();

    assertThat(chosen(Optional.empty())).isEqualTo(temp.resolve("config/sortie/id_ed25519"));
    assertThat(said).hasSize(1);
    assertThat(said.getFirst()).contains("passphrase", "--ssh-key " + usual).doesNotContain("\n");
  }

  @Test
  void aNamedKeyIsNeverLeftOut() throws IOException {
    Files.createDirectories(temp.resolve(".ssh"));
    Path named = Files.writeString(temp.resolve(".ssh/id_rsa"), "no key");

    assertThat(chosen(Optional.of(named))).isEqualTo(named);
    assertThat(said).isEmpty();
  }
}
