package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.engine.NoHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a lease's bytes add up to when others have moved some too (laws 7 and 10). */
class ConnectionsTest {
  private Traffic ours = Traffic.NONE;

  private final class Counting extends NoHost {
    @Override
    public Traffic traffic() {
      return ours;
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

  private void connect(Traffic before) {
    connections.heard(Terms.LEASE, List.of(new SshAddress("127.0.0.1", 22)));
    connections.connect(Terms.LEASE, Optional.empty(), before);
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
}
