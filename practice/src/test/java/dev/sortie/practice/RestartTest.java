package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {
  @TempDir Path folder;

  @Test
  void yesterdaysInstanceIsThereAndWentOnBilling() {
    String key;
    URI url;
    long id;
    double hour;
    double before;
    MarketBox first = MarketBox.open(folder);
    try (first) {
      id = first.boot("yesterday");
      key = first.market.apiKey();
      url = first.url();
      hour = first.instance(id).path("dph_total").doubleValue();
      before = first.market.inspect().spentDollars();
    }
    try (MarketBox second = first.reopened(folder, 7200)) {
      assertThat(second.market.apiKey()).isEqualTo(key);
      assertThat(second.url()).isEqualTo(url);
      assertThat(second.instance(id).path("actual_status").asString()).isEqualTo("running");
      assertThat(second.instance(id).path("label").asString()).isEqualTo("yesterday");
      assertThat(second.instance(id).path("ports").has("22/tcp")).isTrue();
      assertThat(second.market.inspect().spentDollars() - before).isCloseTo(2 * hour, within(1e-6));
      assertThat(second.rent("today")).isGreaterThan(id);
    }
  }

  @Test
  void aStoppedInstanceStaysStoppedAndLeavesNothingWhenDestroyed() throws IOException {
    long id;
    MarketBox first = MarketBox.open(folder);
    try (first) {
      id = first.boot("stopped");
      first.put("/api/v0/instances/" + id, "{\"state\":\"stopped\"}");
    }
    Path root = folder.resolve("machines/" + id);
    Files.createDirectories(root.resolve("fs/work"));
    try (MarketBox second = first.reopened(folder, 60)) {
      assertThat(second.instance(id).path("actual_status").asString()).isEqualTo("exited");
      second.delete("/api/v0/instances/" + id);
      assertThat(root).doesNotExist();
    }
  }

  @Test
  void whatIsUnderWayWhenTheMarketShutsWritesNothingAfterwards() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch shut = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    MarketBox box =
        MarketBox.open(
            folder,
            task ->
                Thread.ofVirtual()
                    .start(() -> {
                      starting.countDown();
                      hold(shut);
                      task.run();
                      over.countDown();
                    }));
    box.rent("slow to start");
    box.pass(MarketBox.BOOT);
    assertThat(starting.await(1, TimeUnit.MINUTES)).isTrue();
    box.close();
    box.pass(MarketBox.BOOT);
    Map<Path, FileTime> before = files();

    shut.countDown();

    assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(files()).isEqualTo(before);
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<Path, FileTime> files() throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  @Test
  void onlyTheOwnerMayReadTheFolder() throws IOException {
    MarketBox.open(folder.resolve("state")).close();

    assertThat(mode("state")).isEqualTo("rwx------");
    assertThat(mode("state/api_key")).isEqualTo("rw-------");
    assertThat(mode("state/market.json")).isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("state/api_key"))).matches("[0-9a-f]{64}");
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }
}
