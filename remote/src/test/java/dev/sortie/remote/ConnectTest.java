package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectTest {
  @TempDir private Path temp;
  private OpenSsh ssh;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
  }

  @AfterEach
  void stop() {
    hosts.close();
    if (ssh != null) {
      ssh.close();
    }
  }

  @Test
  void takesTheNextAddressWhenTheFirstIsClosed() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    RemoteHost host = hosts.connect(ssh.target(new SshAddress("127.0.0.1", closed), ssh.address()));
    assertThat(host.address()).isEqualTo(ssh.address());
  }

  @Test
  void givesUpOnAServerThatAcceptsAndSaysNothing() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long began = System.nanoTime();
      assertThat(
              problem(() ->
                  hosts.connect(ssh.target(new SshAddress("127.0.0.1", mute.getLocalPort())))))
          .isInstanceOf(RemoteProblem.Unreachable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(14));
    }
  }

  @Test
  void refusesAnotherHostKeyThanThePinnedOne() {
    HostKey key = hosts.connect(ssh.target()).hostKey();
    assertThat(key.fingerprint()).startsWith("SHA256:");
    hosts.connect(new SshTarget(() -> List.of(ssh.address()), ssh.key(), Optional.of(key)));
    SshTarget other =
        new SshTarget(
            () -> List.of(ssh.address()), ssh.key(), Optional.of(new HostKey("SHA256:other")));
    assertThat(problem(() -> hosts.connect(other)))
        .isInstanceOf(RemoteProblem.HostKeyChanged.class);
  }

  @Test
  void saysWhenTheKeyIsNotLetIn() {
    Path stranger = SshKeys.makeEd25519(temp.resolve("stranger"));
    SshTarget target = new SshTarget(() -> List.of(ssh.address()), stranger, Optional.empty());
    assertThat(problem(() -> hosts.connect(target))).isInstanceOf(RemoteProblem.KeyRefused.class);
  }

  @Test
  void saysWhatIsWrongWithAKeyFile() throws Exception {
    Path locked = temp.resolve("locked");
    new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", locked.toString())
        .start()
        .waitFor();
    assertThat(problem(() -> SshKeys.publicKeyOf(locked)).said()).contains("passphrase");
    for (String form : List.of("PKCS8", "PEM")) {
      Path old = temp.resolve("locked-" + form);
      make("-t", "rsa", "-m", form, "-N", "secret", "-f", old.toString());
      assertThat(problem(() -> SshKeys.publicKeyOf(old)).said()).as(form).contains("passphrase");
    }
    Path text = Files.writeString(temp.resolve("text"), "no key");
    assertThat(problem(() -> SshKeys.publicKeyOf(text)))
        .isInstanceOf(RemoteProblem.LocalFailure.class);
    assertThat(problem(() -> SshKeys.publicKeyOf(temp.resolve("absent"))).said())
        .contains("does not exist");
  }

  @Test
  void readsTheKeysThatPeopleHave() throws Exception {
    for (String type : List.of("rsa", "ecdsa", "ed25519")) {
      Path key = temp.resolve("id_" + type);
      new ProcessBuilder("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key.toString())
          .start()
          .waitFor();
      String[] made = Files.readString(temp.resolve("id_" + type + ".pub")).split(" ");
      assertThat(SshKeys.publicKeyOf(key)).startsWith(made[0] + " " + made[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"rsa, PKCS8", "ecdsa, PKCS8", "rsa, PEM", "ecdsa, PEM", "ed25519, RFC4716"})
  void readsTheFormsThatPeopleHave(String type, String form) throws Exception {
    Path key = temp.resolve("id");
    make("-t", type, "-m", form, "-N", "", "-f", key.toString());
    String[] made = Files.readString(temp.resolve("id.pub")).split(" ");
    assertThat(SshKeys.publicKeyOf(key)).startsWith(made[0] + " " + made[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa, PKCS8",
    "ecdsa, PKCS8",
    "rsa, PEM",
    "ecdsa, PEM",
    "ed25519, RFC4716",
    "rsa, RFC4716"
  })
  void asksForAPassphraseUntilItFitsAndThenNoMore(String type, String form) throws Exception {
    Path key = temp.resolve("id");
    make("-t", type, "-m", form, "-N", "it's secret", "-f", key.toString());
    String[] made = Files.readString(temp.resolve("id.pub")).split(" ");
    List<Integer> asked = new ArrayList<>();
    try (SshHosts person =
        new SshHosts((_, failed) -> {
          asked.add(failed);
          return Optional.of(failed == 0 ? "wrong" : "it's secret");
        })) {
      assertThat(person.publicKeyOf(key)).startsWith(made[0] + " " + made[1]);
      assertThat(person.publicKeyOf(key)).startsWith(made[0] + " " + made[1]);
    }
    assertThat(asked).containsExactly(0, 1);
    try (SshHosts gone = new SshHosts((_, failed) -> Optional.of("no").filter(_ -> failed < 3))) {
      assertThat(problem(() -> gone.publicKeyOf(key)).said()).contains("wrong passphrase");
    }
  }

  @Test
  void saysWhatToDoWithKeysThatNoServerTakes() throws Exception {
    Path putty = Files.writeString(temp.resolve("id.ppk"), "PuTTY-User-Key-File-3: ssh-ed25519\n");
    assertThat(problem(() -> SshKeys.publicKeyOf(putty)).said()).contains("puttygen");
    Path dsa = temp.resolve("id_dsa");
    Process made =
        new ProcessBuilder("sh", "-c", "openssl dsaparam -genkey -noout -out " + dsa + " 1024")
            .start();
    made.getErrorStream().readAllBytes();
    assertThat(made.waitFor()).isZero();
    assertThat(problem(() -> SshKeys.publicKeyOf(dsa)).said()).contains("DSA");
  }

  private static void make(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q"));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void makesKeysThatOpenSshReads() throws Exception {
    Path key = SshKeys.makeEd25519(temp.resolve("made"));
    Process read = new ProcessBuilder("ssh-keygen", "-y", "-f", key.toString()).start();
    String line = new String(read.getInputStream().readAllBytes()).strip();
    assertThat(read.waitFor()).isZero();
    assertThat(Files.readString(temp.resolve("made.pub"))).startsWith(line.split(" sortie")[0]);
    assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    assertThatThrownBy(() -> SshKeys.makeEd25519(key)).isInstanceOf(RemoteException.class);
  }

  @Test
  void runsCommandsWithSeparateStreamsAndStatus() {
    RemoteHost host = hosts.connect(ssh.target());
    Kept kept = new Kept();
    assertThat(host.run("echo out; echo err >&2; exit 3", kept)).isEqualTo(3);
    assertThat(kept.outText()).isEqualTo("out\n");
    assertThat(kept.errText()).isEqualTo("err\n");
    assertThat(host.run("kill -TERM $$", Output.NONE)).isEqualTo(128 + 15);
    Kept large = new Kept();
    assertThat(host.run("head -c 5000000 /dev/zero", large)).isZero();
    assertThat(large.out.size()).isEqualTo(5_000_000);
  }

  @Test
  void dropsBannersInFrontOfOutput() throws IOException {
    // bash reads this file for commands over SSH, too.
    Files.writeString(ssh.home().resolve(".bashrc"), "echo welcome; echo welcome >&2\n");
    Kept kept = new Kept();
    assertThat(hosts.connect(ssh.target()).run("echo out; echo err >&2", kept)).isZero();
    assertThat(kept.outText()).isEqualTo("out\n");
    assertThat(kept.errText()).isEqualTo("err\n");
  }

  @Test
  void endsTheCommandWhenTheCallIsInterrupted() throws Exception {
    RemoteHost host = hosts.connect(ssh.target());
    Kept kept = new Kept();
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                host.run("echo $$; exec sleep 600", kept);
              } catch (RemoteException e) {
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    Awaitility.await("command runs").until(() -> kept.outText().endsWith("\n"));
    long pid = Long.parseLong(kept.outText().strip());
    caller.interrupt();
    caller.join(5_000);
    assertThat(flag.get()).isTrue();
    Awaitility.await("command is gone")
        .atMost(Duration.ofSeconds(5))
        .until(() -> ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true));
  }

  @Test
  void countsTheBytesOnTheWireOverAllConnections() throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), () -> Long.MAX_VALUE)) {
      RemoteHost host = hosts.connect(ssh.target(proxy.address()));
      host.run("head -c 300000 /dev/urandom", Output.NONE);
      proxy.cutAll();
      Awaitility.await("connected again")
          .ignoreExceptions()
          .until(() -> host.run("head -c 300000 /dev/urandom", Output.NONE) == 0);
      assertThat(host.traffic().bytesUp()).isBetween(600_000L, proxy.passed());
      long counted = host.traffic().bytesUp() + host.traffic().bytesDown();
      assertThat(counted).isBetween(proxy.passed() - 4_000, proxy.passed() + 4_000);
    }
  }

  @Test
  void noticesADeadPeerWithinTwentySecondsAndGoesOn() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), () -> Long.MAX_VALUE)) {
      RemoteHost host = hosts.connect(ssh.target(proxy.address(), ssh.address()));
      TaskId id = new TaskId("quiet");
      host.start(new TaskStart(id, "echo up; sleep 8; echo late", temp.toString(), Map.of()));
      Kept kept = new Kept();
      var following =
          CompletableFuture.supplyAsync(
              () -> host.follow(id, LogPosition.START, kept, Duration.ofMinutes(1)));
      Awaitility.await("follows").until(() -> kept.outText().equals("up\n"));
      proxy.fallSilent();
      long began = System.nanoTime();
      Awaitility.await("loss is noticed")
          .atMost(Duration.ofSeconds(20))
          .until(() -> kept.losses.get() > 0 || following.isDone());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(following.get()).isInstanceOf(TaskEnd.Exited.class);
      assertThat(kept.outText()).isEqualTo("up\nlate\n");
    }
  }

  private static RemoteProblem problem(ThrowingCallable call) {
    try {
      call.call();
    } catch (RemoteException e) {
      return e.problem();
    } catch (Throwable e) {
      throw new AssertionError("another failure", e);
    }
    throw new AssertionError("no failure");
  }
}
