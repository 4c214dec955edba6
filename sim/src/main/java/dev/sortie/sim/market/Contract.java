package dev.sortie.sim.market;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.sim.time.Agenda;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rented instance as it truly is. */
public final class Contract {
  private static final Map<Integer, Integer> PORTS = Map.of(22, 40022);

  private final InstanceId id;
  private final Terms terms;
  private final boolean ours;
  private final long created;
  private final Meter meter;
  private final Host host;
  private String label;
  private InstanceState state = InstanceState.PROVISIONING;
  private long stateSince;
  private String message = "";
  private long ended = -1;
  private double heardPerHour;
  private boolean heardOf;
  private boolean labelled = true;
  private long backAt;
  private boolean backUnseen;
  private boolean everShown;
  private @Nullable GuardDog dog;
  private @Nullable Instance shown;

  Contract(long id, String label, Terms terms, boolean ours, long now) {
    this.id = new InstanceId(id);
    this.label = label;
    this.terms = terms;
    this.ours = ours;
    this.created = now;
    this.meter = new Meter(terms);
    this.heardPerHour = terms.gpuPerHour();
    this.host = new Host(this);
    meter.exists(now);
  }

  public long id() {
    return id.value();
  }

  public String label() {
    return label;
  }

  public Terms terms() {
    return terms;
  }

  /** Whether a controller of the simulation rented it. */
  public boolean isOurs() {
    return ours;
  }

  public long created() {
    return created;
  }

  public boolean exists() {
    return ended < 0;
  }

  /** When it ceased to exist; negative while it does. */
  public long ended() {
    return ended;
  }

  public InstanceState state() {
    return state;
  }

  public boolean isRunning() {
    return ended < 0 && (state == InstanceState.RUNNING || state == InstanceState.UNKNOWN);
  }

  /** Whether its container runs, or ran when it ended. */
  public boolean ranLast() {
    return state == InstanceState.RUNNING || state == InstanceState.UNKNOWN;
  }

  public Host host() {
    return host;
  }

  /**
   * Since when nothing has been wrong with it: it runs at its price and under its label, lets us
   * in, and its guard can end it; {@link Long#MAX_VALUE} when something is.
   */
  public long soundSince(long now) {
    boolean sound =
        exists()
            && state == InstanceState.RUNNING
            && labelled
            && !meter.isRaised()
            && host.isReachable(now);
    if (!sound) {
      return Long.MAX_VALUE;
    }
    long guard = terms.guarded() ? dog().soundSince() : 0;
    return Math.max(guard, Math.max(stateSince, host.openSince()));
  }

  /** What it has cost up to now, in billionths of a dollar. */
  public double cost(long now) {
    return meter.cost(now);
  }

  /** How much of that is because the price was raised. */
  public double surcharge(long now) {
    return meter.surcharge(now);
  }

  /** A process of ours has read a listing that shows it, asked for at this time. */
  void heardOf(long asked) {
    heardOf |= asked >= backAt && !backUnseen;
  }

  /** A process of ours has looked at it, and at its price. */
  public void seen(double pricePerHour) {
    heardOf |= backAt == 0;
    heardPerHour = Math.max(heardPerHour, pricePerHour * 1e9 - terms.diskPerHour());
  }

  /** Whether anybody has read of it since it came to be, or came back. */
  public boolean wasHeardOf() {
    return heardOf;
  }

  /** What a raised price cost that no answer has told us of. */
  public double unheardSurcharge() {
    return meter.beyond(heardPerHour, ended);
  }

  /** What it costs while it runs, in billionths of a dollar. */
  public double costPerMilli() {
    return meter.perHour() / 3.6e6;
  }

  public long down() {
    return meter.down();
  }

  public long up() {
    return meter.up();
  }

  public void moved(long bytesDown, long bytesUp, long now) {
    if (exists()) {
      meter.moved(bytesDown, bytesUp, now);
    }
  }

  /** Bytes over the wire of which nobody can tell any more. */
  public void untold(long bytesDown, long bytesUp) {
    meter.untold(bytesDown, bytesUp);
  }

  /**
   * Of what was moved from then on nobody can tell any more.
   *
   * @param told what facts of the run tell of all bytes so far
   */
  public void untoldSince(long from, long now, Traffic told) {
    meter.untoldSince(from, now, told.bytesDown(), told.bytesUp());
  }

  /** The machine's own counts were heard by whoever drives the lease and can write them down. */
  public void allTold() {
    meter.allTold();
  }

  /** Bytes that somebody could tell of. */
  public Traffic tellable() {
    return meter.tellable();
  }

  /** What bytes cost that nobody could tell of, in billionths of a dollar. */
  public double untold() {
    return meter.untold();
  }

  void guardedBy(GuardDog other) {
    dog = other;
  }

  /** Only instances of ours have one. */
  public GuardDog dog() {
    GuardDog known = dog;
    if (known == null) {
      throw new IllegalStateException("no guard on " + id);
    }
    return known;
  }

  void raisePrice(double factor, long now) {
    meter.raise(factor, now);
    shown = null;
  }

  /** Whether its label is still the one it was rented with. */
  boolean isLabelled() {
    return labelled;
  }

  void relabel(String other) {
    labelled = false;
    label = other;
    shown = null;
  }

  void become(InstanceState next, String words, long now) {
    stateSince = next == state ? stateSince : now;
    state = next;
    message = words;
    shown = null;
    switch (next) {
      case RUNNING, UNKNOWN, FROZEN -> meter.runs(now);
      case PROVISIONING, CREATED, LOADING, STOPPED, EXITED, RESTARTING, OFFLINE -> meter.halts(now);
    }
  }

  void end(long now) {
    ended = now;
    meter.ends(now);
  }

  /**
   * @param unseen whether nobody can do anything about it now
   */
  void comeBack(long now, boolean unseen) {
    backUnseen = unseen;
    ended = -1;
    heardOf = false;
    backAt = now;
    stateSince = now;
    meter.exists(now);
    become(state, message, now);
  }

  boolean wasShown() {
    return everShown;
  }

  /** As the market reports it. */
  public Instance shown() {
    everShown = true;
    Instance known = shown;
    if (known == null) {
      List<SshAddress> ssh =
          state == InstanceState.RUNNING
              ? List.of(new SshAddress("203.0.113.10", (int) (20_000 + id.value() % 40_000)))
              : List.of();
      known =
          new Instance(
              id,
              new MachineId(terms.machine()),
              label,
              state,
              "running",
              message,
              ssh,
              PORTS,
              "203.0.113.10",
              "RTX 3090",
              meter.perHour() / 1e9,
              Optional.of(Agenda.instant(created)),
              Optional.empty());
      shown = known;
    }
    return known;
  }
}
