package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports, keys, bytes and faults in front of a machine. */
final class NetworkTest {
  private static final int PATIENCE_MILLIS = 500;

  @TempDir Path temp;

  @SuppressWarnings("NullAway.Init")
  private Fixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new Fixture(temp, false);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void blackHoleRefusesOnTheSamePortUntilItIsLifted() throws Exception {
    Machine machine = fixture.start("a");
    int port = machine.sshPort();
    ClientSession open = fixture.login.session(port);

    machine.fault(NetworkFault.BLACK_HOLE);

    assertThatThrownBy(() -> greeting(port)).isInstanceOf(ConnectException.class);
    machine.fault(NetworkFault.NONE);
    assertThat(machine.sshPort()).isEqualTo(port);
    assertThat(fixture.run(machine, "echo up").out()).isEqualTo("up\n");
    await("the connection of before is lost").until(() -> !open.isOpen());
  }

  @Test
  void hangsAcceptsAndThenSaysNothing() throws Exception {
    Machine machine = fixture.start("a");
    assertThat(greeting(machine.sshPort())).startsWith("SSH-2.0-");

    machine.fault(NetworkFault.HANGS);

    assertThatThrownBy(() -> greeting(machine.sshPort()))
        .isInstanceOf(SocketTimeoutException.class);
    machine.fault(NetworkFault.NONE);
    assertThat(greeting(machine.sshPort())).startsWith("SSH-2.0-");
  }

  @Test
  void keyNotInstalledSpeaksSshButLetsNobodyIn() throws Exception {
    Machine machine = fixture.start("a");

    machine.fault(NetworkFault.KEY_NOT_INSTALLED);

    assertThat(greeting(machine.sshPort())).startsWith("SSH-2.0-");
    assertThatThrownBy(() -> fixture.run(machine, "true"))
        .hasMessageContaining("No more authentication methods");
    machine.fault(NetworkFault.NONE);
    assertThat(fixture.run(machine, "true").status()).isZero();
  }

  @Test
  void cutsDropsEveryConnectionAfterAFewHundredKilobytes() throws Exception {
    Machine machine = fixture.start("a");
    machine.fault(NetworkFault.CUTS);

    assertThat(fixture.run(machine, "echo small").out()).isEqualTo("small\n");
    var said = fixture.run(machine, "dd if=/dev/zero bs=1000 count=2000 2>/dev/null");

    assertThat(said.status()).isEqualTo(-1);
    // What was on its way when the connection was reset may be lost, as in the field.
    assertThat(said.out().length()).isLessThan(400_000);
    assertThat(machine.traffic().out()).isBetween(300_000L, 700_000L);
  }

  @Test
  void bannerStandsOnStandardErrorInFrontOfTheCommandsOwn() throws Exception {
    Machine machine = fixture.start("a");
    machine.fault(NetworkFault.BANNER);

    var said = fixture.run(machine, "echo out; echo own >&2");

    assertThat(said.out()).isEqualTo("out\n");
    assertThat(said.err()).startsWith("*** Welcome").endsWith("\nown\n");
  }

  @Test
  void cutConnectionsDropsThemAllAtOnceAndLetsNewOnesIn() throws Exception {
    Machine machine = fixture.start("a");
    ClientSession first = fixture.login.session(machine.sshPort());
    ClientSession second = fixture.login.session(machine.sshPort());

    machine.cutConnections();

    await("both are gone").until(() -> !first.isOpen() && !second.isOpen());
    assertThat(fixture.run(machine, "echo up").out()).isEqualTo("up\n");
  }

  @Test
  void keysComeAndGoWithTheFileInTheInstance() throws Exception {
    Machine machine = fixture.start(fixture.specs("a").keys(List.of()));
    assertThatThrownBy(() -> fixture.run(machine, "true")).isInstanceOf(IOException.class);

    machine.authorize(fixture.login.publicKey());
    assertThat(fixture.run(machine, "cat /root/.ssh/authorized_keys").out())
        .isEqualTo(fixture.login.publicKey() + "\n");
    machine.revoke(fixture.login.publicKey());
    assertThatThrownBy(() -> fixture.run(machine, "true")).isInstanceOf(IOException.class);

    Files.writeString(
        fixture.file("a", "/root/.ssh/authorized_keys"), "# own\n" + fixture.login.publicKey());
    assertThat(fixture.run(machine, "true").status()).isZero();
  }

  @Test
  void onlyRootMayLogIn() throws Exception {
    Machine machine = fixture.start("a");

    assertThatThrownBy(() -> fixture.login.session(machine.sshPort(), "ubuntu"))
        .hasMessageContaining("No more authentication methods");
  }

  @Test
  void exposedPortLeadsToTheServiceInsideAndCountsAsTraffic() throws Exception {
    try (ServerSocket service = new ServerSocket(0, 1, SshFront.LOOPBACK)) {
      int inside = service.getLocalPort();
      Machine machine =
          fixture.start(
              fixture
                  .specs("a")
                  .exposed(Set.of(inside))
                  .environment(Map.of("VAST_TCP_PORT_" + inside, "${port:" + inside + "}")));
      int outside = machine.ports().getOrDefault(inside, 0);
      Thread.ofVirtual().start(() -> answer(service));

      try (Socket client = new Socket(SshFront.LOOPBACK, outside)) {
        client.getOutputStream().write("ping".getBytes(StandardCharsets.UTF_8));
        assertThat(client.getInputStream().readNBytes(6)).asString().isEqualTo("pong!!");
      }

      await("counted").until(() -> machine.traffic().equals(new Traffic(4, 6)));
      assertThat(fixture.run(machine, "tr '\\0' '\\n' </proc/1/environ").out())
          .contains("VAST_TCP_PORT_" + inside + "=" + outside + "\n");
    }
  }

  private static void answer(ServerSocket service) {
    try (Socket client = service.accept()) {
      client.getInputStream().readNBytes(4);
      client.getOutputStream().write("pong!!".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void trafficCountsBothWaysAndIsKept() throws Exception {
    Machine machine = fixture.start("a");
    fixture.run(machine, "dd if=/dev/zero bs=1000 count=1000 2>/dev/null");

    Traffic traffic = machine.traffic();

    assertThat(traffic.out()).isBetween(1_000_000L, 1_100_000L);
    assertThat(traffic.in()).isBetween(1_000L, 50_000L);
    await("the file is written")
        .untilAsserted(() ->
            assertThat(new Meter(new MachineFolder(fixture.root("a"))).traffic())
                .isEqualTo(machine.traffic()));
  }

  private static String greeting(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(SshFront.LOOPBACK, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] start = socket.getInputStream().readNBytes(8);
      return new String(start, StandardCharsets.US_ASCII);
    }
  }
}
