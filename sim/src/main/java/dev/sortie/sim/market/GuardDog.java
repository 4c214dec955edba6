package dev.sortie.sim.market;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.time.Agenda;

/**
 * The guard of one instance as its script behaves: a lease that signs of life renew, an absolute
 * deadline, destroying its own instance with back-off, for ever. Both run on counted time.
 */
public final class GuardDog {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SLOWEST = 60_000;

  private final SimMarket market;
  private final Contract contract;
  private final Agenda agenda;
  private final Protection off;
  private boolean armed;
  private boolean alive;
  private boolean keyWorks = true;
  private long keyFrom;
  private boolean revoked;
  private long revived;
  private long lapses = NEVER;
  private long deadline = NEVER;
  private long wakes = NEVER;
  private int failures;

  GuardDog(SimMarket market, Contract contract, Agenda agenda, Protection off) {
    this.market = market;
    this.contract = contract;
    this.agenda = agenda;
    this.off = off;
  }

  /** The container starts; what was counted before stands. */
  void arm() {
    if (!contract.terms().guarded()) {
      return;
    }
    long now = agenda.now();
    if (!armed) {
      deadline = now + contract.terms().life();
    }
    revived = alive ? revived : now;
    armed = true;
    alive = true;
    lapses = now + contract.terms().grace();
    watch();
  }

  /** A sign of life. */
  public void renew(long lease, long left) {
    long now = agenda.now();
    revived = alive ? revived : now;
    alive = true;
    lapses = now + lease;
    deadline = Math.min(deadline, now + left);
    watch();
  }

  public boolean isArmed() {
    return armed;
  }

  public boolean isAlive() {
    return alive;
  }

  public boolean keyWorks() {
    return keyEverWorked() && !revoked;
  }

  /** Whether it has worked, even if it does not any more. */
  public boolean keyEverWorked() {
    return keyWorks && agenda.now() >= keyFrom;
  }

  /** Since when it could end its instance; {@link Long#MAX_VALUE} when it cannot. */
  long soundSince() {
    return armed && alive && keyWorks() ? Math.max(revived, keyFrom) : NEVER;
  }

  public void revokeKey() {
    revoked = true;
  }

  public void kill() {
    alive = false;
  }

  public void breakKey() {
    keyWorks = false;
  }

  public void keyWorksFrom(long when) {
    keyFrom = when;
  }

  /** The clock of the host jumps ahead: only the deadline minds it. */
  public void jump(long millis) {
    if (deadline != NEVER) {
      deadline = Math.max(deadline - millis, agenda.now());
      watch();
    }
  }

  /** When it ought to end the instance, nothing being switched off; not while it was dead. */
  public long due() {
    return armed ? Math.max(Math.min(lapses, deadline), revived) : NEVER;
  }

  private long heeded() {
    long lease = off == Protection.GUARD_LEASE ? NEVER : lapses;
    return Math.min(lease, off == Protection.GUARD_DEADLINE ? NEVER : deadline);
  }

  private void watch() {
    long due = heeded();
    if (due != NEVER && due < wakes) {
      wakeAt(due);
    }
  }

  private void wakeAt(long when) {
    wakes = when;
    agenda.at(when, () -> look(when));
  }

  private void look(long mine) {
    if (mine != wakes) {
      return;
    }
    wakes = NEVER;
    long now = agenda.now();
    long due = heeded();
    if (!alive || !contract.isRunning() || due == NEVER) {
      return;
    }
    if (now < due) {
      wakeAt(due);
    } else if (!keyWorks() || !market.destroyItself(contract)) {
      failures++;
      wakeAt(now + Math.min(SLOWEST, 2_000L << Math.min(failures, 5)));
    }
  }

  /** Whether a fault has taken from it what it needs. */
  public boolean isHelpless() {
    return !alive || !keyWorks();
  }
}
