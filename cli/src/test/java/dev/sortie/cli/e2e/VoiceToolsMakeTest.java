package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real make, with what people really give it: what arrives is what they typed. */
class VoiceToolsMakeTest {
  private static final Path EXAMPLE = Path.of("../examples/voice-tools");

  @TempDir Path folder;

  @Test
  void aCommandAfterTheDashesIsAllThereIsToDo() throws IOException {
    assertThat(made("vast-run", "ARGS=-- voice-synth speak --voice x --text \"good morning\""))
        .containsExactly(
            "run",
            "--recipe",
            "voice-tools",
            "--",
            "voice-synth",
            "speak",
            "--voice",
            "x",
            "--text",
            "good morning");
  }

  @Test
  void flagsComeBeforeTheTaskFile() throws IOException {
    assertThat(made("vast-run", "ARGS=--no-sync --keep --dry-run", "TASKS=f"))
        .containsExactly("run", "--recipe", "voice-tools", "--no-sync", "--keep", "--dry-run", "f");
  }

  @Test
  void aJobIsNamedOnce() throws IOException {
    assertThat(made("vast-run", "JOB=myvoice", "TASKS=tasks.txt", "ARGS=--max-cost 2"))
        .containsExactly(
            "run", "--recipe", "voice-tools", "--job", "myvoice", "--max-cost", "2", "tasks.txt");
    assertThat(made("vast-pull", "JOB=myvoice")).containsExactly("pull", "myvoice");
    assertThat(made("vast-destroy", "ID=7")).containsExactly("down", "7");
  }

  @Test
  void aQueryIsOneArgument() throws IOException {
    assertThat(made("vast-search", "QUERY=gpu_ram >= 20 rented=False", "ARGS=--limit 5"))
        .containsExactly("offers", "gpu_ram >= 20 rented=False", "--disk", "60", "--limit", "5");
  }

  /** The arguments that make gave to the program. */
  private List<String> made(String... arguments) throws IOException {
    Path seen = folder.resolve("seen");
    Path sortie = folder.resolve("sortie");
    Files.writeString(sortie, "#!/bin/sh\nprintf '%s\\0' \"$@\" >" + seen + "\n");
    Files.setPosixFilePermissions(sortie, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of("make", "-C", EXAMPLE.toString()));
    command.add("SORTIE=" + sortie);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VAST_") || name.equals("JOB"));
    Process make = builder.start();
    String said = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(make.onExit().join().exitValue()).as(said).isZero();
    String arrived = Files.readString(seen);
    return List.of(arrived.substring(0, arrived.length() - 1).split("\0", -1));
  }
}
