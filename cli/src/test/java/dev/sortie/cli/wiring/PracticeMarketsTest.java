package dev.sortie.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.market.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeMarketsTest {
  @TempDir Path folder;
  private final AtomicInteger lastPort = new AtomicInteger();
  private final AtomicInteger starts = new AtomicInteger();

  @Test
  void theFirstHostsAndTheNextIsItsGuest() {
    try (PracticeMarkets first = PracticeMarkets.join(folder, this::start);
        PracticeMarkets second = PracticeMarkets.join(folder, this::start)) {
      assertThat(first.isHost()).isTrue();
      assertThat(second.isHost()).isFalse();
      assertThat(second.access()).isEqualTo(first.access());
      assertThat(starts).hasValue(1);
    }
  }

  @Test
  void aGuestTakesOverAtTheSameAddressWhenTheHostEnds() {
    PracticeMarkets first = PracticeMarkets.join(folder, this::start);
    URI address = first.access().url();
    try (PracticeMarkets second = PracticeMarkets.join(folder, this::start)) {
      first.close();
      await("taking over").atMost(Duration.ofSeconds(5)).until(second::isHost);
      assertThat(second.access().url()).isEqualTo(address);
      try (PracticeMarkets third = PracticeMarkets.join(folder, this::start)) {
        assertThat(third.isHost()).isFalse();
      }
    }
  }

  @Test
  void aNoteOfAHostThatIsGoneIsNotFollowed() throws IOException {
    new PracticeNote(new PracticeAccess(URI.create("http://127.0.0.1:1"), new Secret("old-key")), 1)
        .write(folder.resolve("market.json"));
    try (PracticeMarkets markets = PracticeMarkets.join(folder, this::start)) {
      assertThat(markets.isHost()).isTrue();
      assertThat(Files.readString(folder.resolve("market.json"))).doesNotContain("old-key");
    }
  }

  @Test
  void hostingIsRefusedWhileAnotherHosts() {
    try (PracticeMarkets first = PracticeMarkets.host(folder, this::start)) {
      assertThatThrownBy(() -> PracticeMarkets.host(folder, this::start))
          .isInstanceOf(TroubleException.class)
          .hasMessageContaining("serves it at " + first.access().url());
    }
  }

  @Test
  void theNoteIsForItsOwnerAlone() throws IOException {
    try (PracticeMarkets markets = PracticeMarkets.join(folder, this::start)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("market.json"))))
          .as("it holds the key of %s", markets.access().url())
          .isEqualTo("rw-------");
    }
  }

  private PracticeHost start() {
    try {
      starts.incrementAndGet();
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), lastPort.get()), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
          });
      server.start();
      lastPort.set(server.getAddress().getPort());
      return new Served(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A market that answers 404 to everything. */
  private record Served(HttpServer server) implements PracticeHost {
    @Override
    public PracticeAccess access() {
      return new PracticeAccess(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort()), new Secret("key"));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
