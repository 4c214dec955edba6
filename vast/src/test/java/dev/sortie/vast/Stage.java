package dev.sortie.vast;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Secret;
import dev.sortie.practice.BootSeconds;
import dev.sortie.practice.PracticeMarket;
import dev.sortie.practice.PracticeSettings;
import dev.sortie.practice.machine.PaperMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A practice market with faults, and a client of it. */
final class Stage implements AutoCloseable {
  final PracticeMarket practice;
  final VastMarket market;

  Stage(Path folder, String faults) throws IOException {
    this(folder, faults, 1);
  }

  /**
   * @param speed market seconds per real second
   */
  Stage(Path folder, String faults, double speed) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("faults"), faults);
    this.practice =
        PracticeMarket.start(
            new PracticeSettings(
                0,
                folder.resolve("state"),
                new BootSeconds(0, 0),
                speed,
                1,
                Optional.of(file),
                notice -> {}),
            new PaperMachines());
    this.market = client(practice.apiKey());
  }

  VastMarket client(String key) {
    return client(key, Pace.scaled(0));
  }

  VastMarket client(String key, Pace pace) {
    return new VastMarket(VastSettings.of(practice.url(), new Secret(key)).withPace(pace));
  }

  /** A client of some other server, in no pace. */
  static VastMarket client(java.net.URI endpoint) {
    return new VastMarket(VastSettings.of(endpoint, new Secret("key")).withPace(Pace.scaled(0)));
  }

  static OfferSearch search(String query, int limit) {
    return new OfferSearch(query, "dph+", 20, limit);
  }

  static Label label(int number) {
    return new Label("c0ffee", String.format(Locale.ROOT, "lease%04d", number));
  }

  static RentRequest request(Offer offer, Label label) {
    return new RentRequest(
        offer.id(),
        label,
        "ubuntu:24.04",
        20,
        Map.of("MODE", "fast"),
        List.of(8188),
        "true",
        Optional.empty());
  }

  Offer anOffer() {
    return market.search(search("direct_port_count >= 2", 1)).getFirst();
  }

  RentOutcome rent() {
    return market.rent(request(anOffer(), label(1)));
  }

  InstanceId rented() {
    return ((RentOutcome.Rented) rent()).instance();
  }

  List<String> labels() {
    return ((Inventory.Complete) market.inventory())
        .instances().stream().map(instance -> instance.label()).toList();
  }

  long creates() {
    return practice.inspect().requests().stream()
        .filter(line -> line.path().contains("/asks/"))
        .count();
  }

  long refusedForHaste() {
    return practice.inspect().requests().stream().filter(line -> line.status() == 429).count();
  }

  @Override
  public void close() {
    market.close();
    practice.close();
  }
}
