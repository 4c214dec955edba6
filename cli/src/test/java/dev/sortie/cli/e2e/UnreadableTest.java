package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A file here that cannot be sent is named before anything is rented for it. */
@Execution(ExecutionMode.CONCURRENT)
class UnreadableTest {
  @TempDir Path root;

  @Test
  void filesAndFoldersThatCannotBeReadAreNamedBeforeRenting() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      cli.write("good.txt", "good");
      forbid(cli.write("data/b a d.bin", "bad"), "---------");
      cli.write("closed/inside.txt", "inside");
      forbid(cli.folder().resolve("closed"), "---------");

      CliProcess run = cli.withoutPrivileges().run("run", "--yes", "--", "cat good.txt");

      forbid(cli.folder().resolve("closed"), "rwx------");
      assertThat(run.exit()).as(run.said()).isEqualTo(7);
      assertThat(run.err())
          .contains("SRT-702", "closed/ (permission denied), data/b a d.bin (permission denied)")
          .contains("nothing was rented")
          .contains("chmod u+rwx ./closed './data/b a d.bin'; or keep it here: echo /closed/ >>");
      assertThat(scene.creates()).isZero();
    }
  }

  @Test
  void ignoreRulesThatCannotBeReadAreNoEmptyRules() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      forbid(cli.write(".gitignore", "private.txt"), "---------");
      cli.write("private.txt", "stays here");

      CliProcess run = cli.withoutPrivileges().run("run", "--yes", "--", "ls");

      assertThat(run.err()).contains("SRT-702", ".gitignore (permission denied)");
      assertThat(scene.creates()).isZero();
    }
  }

  @Test
  void whatIsNoFileStaysHereAndIsSaidAndLinksGoAsTheyAre()
      throws IOException, InterruptedException {
    try (Scene scene = Scene.in(root);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Cli cli = scene.cli();
      cli.write("good.txt", "good");
      // The name of a socket may have some hundred characters only.
      Path near = Files.createTempDirectory("s");
      socket.bind(UnixDomainSocketAddress.of(near.resolve("s")));
      Files.move(near.resolve("s"), cli.folder().resolve("app.sock"));
      Files.delete(near);
      Process pipe = new ProcessBuilder("mkfifo", "pipe").directory(cli.folder().toFile()).start();
      assertThat(pipe.waitFor()).isZero();
      Files.createSymbolicLink(cli.folder().resolve("loop"), Path.of("loop"));
      Files.createSymbolicLink(cli.folder().resolve("up"), Path.of(".."));
      Files.createSymbolicLink(cli.folder().resolve("nowhere"), Path.of("not/there"));

      CliProcess run =
          cli.run("run", "--yes", "--", "cat good.txt; ls -l; readlink loop up nowhere");

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("stays here: app.sock (a socket), pipe (a pipe)");
      assertThat(run.lines()).anyMatch(line -> line.endsWith("│ not/there"));
    }
  }

  @Test
  void aFileThatCannotBeReadAnyMoreAfterThePlanIsNamedAndTheMachineGoes() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      Path file = cli.write("data/late.bin", "late");
      CliProcess run = cli.withoutPrivileges().start("run", "--yes", "--", "ls");
      run.untilSaid("^rent ");

      forbid(file, "---------");

      assertThat(run.exit()).as(run.said()).isEqualTo(7);
      assertThat(run.err()).contains("SRT-702", "data/late.bin (permission denied)");
      assertThat(run.err()).contains("chmod u+rw", "nothing of this run is left on the market");
      assertThat(scene.instances()).isZero();
    }
  }

  private static void forbid(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }
}
