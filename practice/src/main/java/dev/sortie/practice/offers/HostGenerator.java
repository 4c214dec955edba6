package dev.sortie.practice.offers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws hosts from a seed and cuts them into offers. One thread. */
final class HostGenerator {
  private static final int DRAWN_HOSTS = 190;
  private static final long FIRST_OFFER_ID = 21_000_000L;
  private static final long FIRST_MACHINE_ID = 30_000L;

  private final Random random;
  private final List<Offer> offers = new ArrayList<>();
  private long nextOfferId = FIRST_OFFER_ID;
  private long nextMachineId = FIRST_MACHINE_ID;

  HostGenerator(long seed) {
    this.random = new Random(seed);
  }

  List<Offer> offers() {
    // Whatever the seed: cheap, good 24 GB cards, so that an ordinary job always finds a machine.
    for (int i = 0; i < 4; i++) {
      offer(good("RTX 3090", 0.13 + 0.02 * i));
      offer(good("RTX 4090", 0.27 + 0.02 * i));
      offer(good("RTX A5000", 0.14 + 0.02 * i));
    }
    for (int i = 0; i < DRAWN_HOSTS; i++) {
      offer(drawn());
    }
    return offers;
  }

  private Host good(String gpu, double price) {
    Place place = Place.ALL.get(random.nextInt(8));
    return new Host(
        nextMachine(),
        hostId(),
        GpuModel.named(gpu),
        1,
        place,
        false,
        true,
        between(0.991, 0.999),
        price,
        between(500, 1800),
        between(300, 900),
        between(0.08, 0.2),
        between(300, 900),
        between(20, 90),
        50 + random.nextInt(150),
        random.nextInt(Processor.ALL.size()),
        between(0.4, 0.7));
  }

  private Host drawn() {
    GpuModel gpu = model();
    boolean datacenter = gpu.dollarsPerHour() > 0.6 || random.nextInt(6) == 0;
    double down = datacenter ? between(900, 8500) : between(60, 1500);
    return new Host(
        nextMachine(),
        hostId(),
        gpu,
        count(gpu),
        Place.ALL.get(random.nextInt(Place.ALL.size())),
        datacenter,
        random.nextInt(10) < 8,
        Math.min(0.9998, 1 - Math.pow(random.nextDouble(), 3) * 0.2),
        gpu.dollarsPerHour() * between(0.75, 1.7),
        down,
        down * between(0.3, 1.1),
        between(0.06, 0.95),
        between(40, 3000),
        between(1, 180),
        random.nextInt(400),
        random.nextInt(Processor.ALL.size()),
        between(0.3, 0.9));
  }

  /** The whole machine, and smaller cuts of it as real hosts offer them. */
  private void offer(Host host) {
    for (int count = host.gpus(); count >= 1; count /= 2) {
      offers.add(OfferFields.cut(nextOfferId, host, count));
      nextOfferId += 1 + random.nextInt(900);
    }
  }

  private GpuModel model() {
    int total = GpuModel.ALL.stream().mapToInt(GpuModel::commonness).sum();
    int ticket = random.nextInt(total);
    for (GpuModel model : GpuModel.ALL) {
      ticket -= model.commonness();
      if (ticket < 0) {
        return model;
      }
    }
    throw new IllegalStateException("the ticket is below the total");
  }

  private int count(GpuModel gpu) {
    int count = 1 << random.nextInt(4);
    return Math.min(count, gpu.most());
  }

  private long nextMachine() {
    nextMachineId += 1 + random.nextInt(120);
    return nextMachineId;
  }

  private long hostId() {
    return 50_000L + random.nextInt(250_000);
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
