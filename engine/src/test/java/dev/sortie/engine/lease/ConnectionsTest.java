package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.Login;
import dev.sortie.core.lease.Renewal;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.engine.NoHost;
import dev.sortie.engine.SharedClaims;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a lease's bytes add up to when others have moved some too (laws 7 and 10). */
class ConnectionsTest {
  private static final HostKey KEY = new HostKey("SHA256:abc");
  private static final SshAddress ADDRESS = new SshAddress("127.0.0.1", 22);
  private Traffic ours = Traffic.NONE;

  private final class Counting extends NoHost {
    @Override
    public Traffic traffic() {
      return ours;
    }

    /** A guard that has counted a thousand bytes down and twenty up. */
    @Override
    public int run(String command, Output output) {
      Matcher nonce = Pattern.compile("nonce=(\\d+)").matcher(command);
      assertThat(nonce.find()).isTrue();
      String answer = "sortie-guard " + nonce.group(1) + " 1 1 3600 600 1000 20 1 0 -\n";
      output.standardOut(answer.getBytes(StandardCharsets.US_ASCII));
      return 0;
    }
  }

  private final Hosts hosts =
      new Hosts() {
        @Override
        public RemoteHost connect(SshTarget target) {
          return new Counting();
        }

        @Override
        public PushSize measure(PushRequest request) {
          throw new AssertionError("nobody pushes here");
        }

        @Override
        public void close() {}
      };

  private final Connections connections = new Connections(hosts, Path.of("/nowhere/key"));

  private static Login login(Traffic before) {
    return new Login(KEY, ADDRESS, before);
  }

  private void connect(Traffic before) {
    connections.connect(Terms.LEASE, login(before));
  }

  @Test
  void ourBytesAreAddedToThoseCountedBefore() {
    connect(new Traffic(100, 10));
    ours = new Traffic(5, 1);
    assertThat(connections.traffic(Terms.LEASE)).contains(new Traffic(105, 11));
  }

  @Test
  void whatTheMachineCountedBesideOursStaysCountedWhenOursGrow() {
    connect(new Traffic(100, 10));
    ours = new Traffic(5, 1);
    // A process that was killed, or a task, has moved the rest.
    connections.counted(Terms.LEASE, new Traffic(1005, 11));
    ours = new Traffic(50, 2);
    assertThat(connections.traffic(Terms.LEASE)).contains(new Traffic(1050, 12));
  }

  @Test
  void aMachineThatCountsLessThanWeKnowChangesNothing() {
    connect(new Traffic(100, 10));
    connections.counted(Terms.LEASE, new Traffic(3, 3));
    assertThat(connections.traffic(Terms.LEASE)).contains(new Traffic(100, 10));
  }

  @Test
  void withoutAConnectionNothingIsCounted() {
    connections.counted(Terms.LEASE, new Traffic(3, 3));
    assertThat(connections.traffic(Terms.LEASE)).isEmpty();
  }

  @Test
  void aSignOfLifeBringsWhatTheMachineCounted() {
    connect(new Traffic(100, 10));
    LeaseEffects effects =
        new LeaseEffects(
            Terms.LEASE,
            new ClosedMarket(),
            connections,
            new SharedClaims().of("us"),
            InstantSource.system(),
            _ -> {
              throw new AssertionError("nothing is rented here");
            });
    Renewal renewal = new Renewal(Duration.ofMinutes(10), Duration.ofHours(1), Toll.FREE);
    effects.perform(new LeaseAction.Renew(new InstanceId(7), login(Traffic.NONE), renewal));
    ours = new Traffic(5, 1);
    assertThat(connections.traffic(Terms.LEASE)).contains(new Traffic(1005, 21));
  }
}
