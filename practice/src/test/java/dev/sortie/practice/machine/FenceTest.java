package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of fence, and the small parts they are made of. */
final class FenceTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void everyKindOfMountsHoldsAndEnds(boolean userNamespace, boolean overlay) throws Exception {
    PrivateMounts fence = new PrivateMounts(userNamespace, overlay);
    try {
      Fence.probe(fence);
    } catch (IOException e) {
      abort(fence.describe() + " cannot be had here: " + e.getMessage());
    }
    try (LocalMachines machines = new LocalMachines(fence, text -> {});
        Login login = new Login(temp)) {
      Machine machine = machines.start(Specs.at(temp.resolve("a b"), login).spec());

      var said =
          login.run(
              machine.sshPort(),
              "id -u; touch /usr/x /work/y; ls /work; cat /dev/null; echo A=1 >>/etc/environment;"
                  + " echo x >/etc/own; rm -r /etc/own /etc/passwd; head -c 1 /etc/shadow");

      assertThat(said.out()).isEqualTo("0\ny\n");
      assertThat(login.run(machine.sshPort(), "echo $A").out()).isEqualTo("1\n");
      assertThat(Path.of("/etc/passwd")).exists();
      assertThat(said.err()).contains("Read-only file system");
      machine.destroy();
      assertThat(temp.resolve("a b")).doesNotExist();
    }
  }

  @Test
  void changeOfFenceEndsWhatTheOtherKindLeft() throws Exception {
    try (Fixture fixture = new Fixture(temp, true)) {
      LocalMachines plain = new LocalMachines(new PlainFolders("the test"), text -> {});
      Machine before = plain.start(fixture.specs("a").spec());
      fixture.run(before, "setsid sleep 7654321 >/dev/null 2>&1 &");
      plain.close();
      await("it runs").until(() -> Programs.alive("sleep 7654321").size() == 1);

      Machine after = fixture.start("a");

      assertThat(Programs.alive("sleep 7654321")).isEmpty();
      assertThat(fixture.run(after, "cat /proc/1/cmdline").out()).contains("pid1");
    }
  }

  @Test
  void plainFoldersAreNoticedAloud() {
    List<String> notices = new ArrayList<>();
    try (LocalMachines machines = new LocalMachines(new PlainFolders("no unshare"), notices::add)) {
      assertThat(machines.isolation()).contains("nothing is fenced off: no unshare");
      assertThat(notices).singleElement().asString().contains("no unshare");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cat /work/x | cat ROOT/work/x",
        "tar -C /work -xf - --dir=/data | tar -C ROOT/work -xf - --dir=ROOT/data",
        "cd '/app'; ls >/tmp/x 2>&1 | cd 'ROOT/app'; ls >ROOT/tmp/x 2>&1",
        "ls /workspaces /home/work a/work | ls /workspaces /home/work a/work",
        "env >> /etc/environment | env >> ROOT/etc/environment",
      })
  void plainFoldersLeadPathsIntoTheMachine(String command, String expected) {
    MachineFolder folder = new MachineFolder(temp);

    String text = new PlainFolders("the test").text(folder, command.strip());

    assertThat(text).isEqualTo(expected.strip().replace("ROOT", folder.fs().toString()));
  }

  @Test
  void loginReadsEtcEnvironmentAsPamDoes() throws Exception {
    MachineFolder folder = new MachineFolder(temp);
    folder.create();
    Files.write(
        folder.inside("/etc/environment"),
        "# note\nA=1\nexport B=\"two words\"\nC='x=y'\nnonsense\nLANG=C\nPATH=/x\n\u00ff"
            .getBytes(StandardCharsets.ISO_8859_1));
    Isolation plain = new PlainFolders("the test");

    Map<String, String> all =
        LoginEnvironment.login(plain, folder, Map.of("LC_ALL", "C", "LD_PRELOAD", "evil"));

    assertThat(all)
        .containsEntry("A", "1")
        .containsEntry("B", "two words")
        .containsEntry("C", "x=y")
        .containsEntry("LC_ALL", "C")
        .containsEntry("PATH", plain.tools(folder) + ":/x")
        .doesNotContainKeys("LD_PRELOAD", "nonsense");
  }

  @Test
  void deleteRefusesWhileAMountLiesBelow() throws Exception {
    MachineFolder folder = new MachineFolder(temp.resolve("a"));
    folder.create();
    try {
      HostTools.run(
          List.of(
              "mount",
              "--bind",
              folder.inside("/work").toString(),
              folder.inside("/data").toString()));
    } catch (IOException e) {
      abort("only root may mount: " + e.getMessage());
    }
    try {
      assertThatThrownBy(folder::delete).hasMessageContaining("still mounted");
    } finally {
      HostTools.run(List.of("umount", folder.inside("/data").toString()));
    }
    folder.delete();
    assertThat(folder.root()).doesNotExist();
  }

  @Test
  void linksOfTheInstanceLeadUsNowhere() throws Exception {
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("environment"), "STOLEN=1");
    try (Fixture fixture = new Fixture(temp, true)) {
      Machine machine = fixture.start("a");
      fixture.run(
          machine,
          "rm -r /root/.ssh; ln -s %s /root/.ssh; ln -sf %s/environment /etc/environment"
              .formatted(outside, outside));

      machine.authorize("ssh-ed25519 AAAAother x");
      machine.stop();
      machine.restart();

      assertThat(outside).isDirectoryNotContaining("glob:**authorized_keys");
      assertThat(Files.getPosixFilePermissions(outside)).hasSizeGreaterThan(3);
      assertThat(fixture.run(machine, "echo [$STOLEN]").out()).isEqualTo("[]\n");
    }
  }

  @Test
  void stampKnowsItsProcessFromAnotherOfTheSameNumber() {
    ProcessStamp own = ProcessStamp.of(ProcessHandle.current().pid()).orElseThrow();

    assertThat(ProcessStamp.parse(own + "\n")).isEqualTo(own);
    assertThat(own.isAlive()).isTrue();
    assertThat(new ProcessStamp(own.pid(), own.start() + 1, own.boot()).isAlive()).isFalse();
    assertThat(new ProcessStamp(own.pid(), own.start(), "another boot").isAlive()).isFalse();
    assertThat(ProcessStamp.fieldsAfterName("12 (a) b) (c) S 1 12"))
        .containsExactly("S", "1", "12");
  }
}
