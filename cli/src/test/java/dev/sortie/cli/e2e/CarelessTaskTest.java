package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A task may delete what Sortie needs on the machine: nothing is lost without a word. */
@Execution(ExecutionMode.CONCURRENT)
class CarelessTaskTest {
  @TempDir Path root;
  private Path ours;

  /** A task that sees this file is on this computer and not on a machine of its own. */
  @BeforeEach
  void mark() throws IOException {
    ours = Files.createTempFile("of-this-computer", "");
  }

  @AfterEach
  void unmark() throws IOException {
    Files.delete(ours);
  }

  private String onItsMachine(String work) {
    return "[ ! -e " + ours + " ] || exit 99; [ \"$HOME\" = /root ] || exit 98; " + work;
  }

  @Test
  void everythingBelowTmpMayBeDeleted() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .runJob(
                  "j",
                  "--task",
                  onItsMachine(
                      "echo one >/work/one; rm -rf /tmp/* /tmp/.[!.]* /var/tmp/*; echo swept"),
                  "--task",
                  "echo two >/work/two");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.lines()).anyMatch(line -> line.endsWith("│ swept"));
      assertThat(scene.cli().folder().resolve("work_remote/j/one")).hasContent("one\n");
      assertThat(scene.cli().folder().resolve("work_remote/j/two")).hasContent("two\n");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void ourFolderAndTheKeyThatLetsUsInMayBeDeletedAndIsSaid() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .runJob(
                  "j",
                  "--task",
                  onItsMachine("echo one >/work/one; rm -rf \"$HOME\"/.[!.]*; sleep 1"),
                  "--task",
                  "echo two >/work/two");
      assertThat(run.exit()).as(run.said()).isEqualTo(1);
      assertThat(run.err())
          .contains("SRT-501", "deleted Sortie's files on the machine", "1 of 2 tasks failed");
      assertThat(scene.cli().folder().resolve("work_remote/j/one")).hasContent("one\n");
      assertThat(scene.cli().folder().resolve("work_remote/j/two")).hasContent("two\n");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void theKeyMayBeDeletedAndTheConnectionCutAfterwards() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .startJob(
                  "j",
                  "--task",
                  onItsMachine("echo one >/work/one; rm -rf \"$HOME\"/.[!.]*; sleep 25"),
                  "--task",
                  "echo two >/work/two");
      // What it prints is deleted with our folder; this comes ten seconds after it began.
      run.untilSaid("task 1/2 .*dies in");
      scene.cutConnections();
      int exit = run.exit();
      assertThat(exit).as(run.said()).isNotZero();
      assertThat(run.err()).contains("SRT-");
      boolean home = Files.exists(scene.cli().folder().resolve("work_remote/j/one"));
      assertThat(home || run.err().contains("/work")).as(run.said()).isTrue();
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void aHomeFolderAsAnOutputBringsNothingOfOursAndNoSecret() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli().with("HF_TOKEN", "hf_secretsecretsecret");
      cli.write(
          "sortie.yaml",
          "name: homely",
          "extends: batch",
          "secrets: [HF_TOKEN]",
          "outputs:",
          "  - from: /root");
      CliProcess run = cli.runJob("j", "--", "echo mine >/root/.mine; ls -A /root");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.lines()).anyMatch(line -> line.endsWith("│ .sortie"));
      Path home = cli.folder().resolve("work_remote/j");
      assertThat(home.resolve(".mine")).hasContent("mine\n");
      assertThat(home.resolve(".sortie")).doesNotExist();
      try (var all = Files.walk(home)) {
        for (Path one : all.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(one, StandardCharsets.ISO_8859_1))
              .doesNotContain("hf_secretsecretsecret");
        }
      }
      assertThat(scene.instances()).isZero();
    }
  }

  /** Each of them would be asked for alone, until the ceiling. */
  @Test
  void aMachineThatListsFilesItDoesNotHoldIsLetGoWithACodedCause() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      cli.write(
          "find",
          "#!/bin/sh",
          "case \"$*\" in",
          "  *-mindepth*)",
          "    /usr/bin/find \"$@\"",
          "    seq -f 'f 644 1 1.0@./junk/%.0f@@' 1 20000 | tr -d '\\n' | tr @ '\\0' ;;",
          "  *) exec /usr/bin/find \"$@\" ;;",
          "esac");
      CliProcess run =
          cli.runJob(
              "j",
              "--",
              onItsMachine(
                  "[ -d /.practice ] || exit 97; echo good >/work/good;"
                      + " cp find /usr/local/sbin/find; chmod 755 /usr/local/sbin/find"));
      assertThat(run.exit()).as(run.said()).isEqualTo(6);
      assertThat(run.err()).contains("SRT-601", "cannot be brought home: /work");
      assertThat(run.out()).contains("it lists files that it does not hold");
      assertThat(cli.folder().resolve("work_remote/j/good")).hasContent("good\n");
      assertThat(scene.instances()).isZero();
    }
  }

  private static final String SCRIBBLER =
      "nohup sh -c 'while :; do echo line >>/work/grows; sleep 0.02; done' >/dev/null 2>&1 &"
          + " echo x >/work/x";

  @Test
  void twoInterruptsEndAPullOfWhatIsStillWritten() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run = scene.cli().startJob("j", "--", SCRIBBLER);
      run.untilSaid("still being written");
      run.signal("INT").untilSaid("^stop ");
      run.signal("INT");
      assertThat(run.exit()).as(run.said()).isNotZero();
      assertThat(run.err()).contains("SRT-601", "not brought home, as asked: grows");
      assertThat(scene.cli().folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(scene.instances()).isZero();
    }
  }

  /** Five minutes after the work, and those have to pass. */
  @Test
  void whatIsStillWrittenComesHomeAsItIsAtAStatedMoment() throws IOException {
    try (Scene scene = Scene.in(root)) {
      CliProcess run = scene.cli().startJob("j", "--", SCRIBBLER);
      run.untilSaid("still being written");
      run.untilSaid("missing grows.* 3:");
      assertThat(run.exit()).as(run.said()).isNotZero();
      assertThat(run.err())
          .contains("SRT-601", "taken before it was whole, grows: still being written, perhaps by ")
          .containsPattern("here are the .* it held at 20");
      assertThat(Files.readAllLines(scene.cli().folder().resolve("work_remote/j/grows")))
          .isNotEmpty();
      assertThat(scene.instances()).isZero();
    }
  }
}
