package dev.sortie.sim.world;

import dev.sortie.sim.time.Agenda;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of the computer here, which somebody may set. */
final class HereClock implements InstantSource {
  private final Agenda agenda;
  private long offset;
  private long setBack;

  HereClock(Agenda agenda) {
    this.agenda = agenda;
  }

  void set(long millis) {
    offset += millis;
    setBack += Math.max(0, -millis);
  }

  /** By how much in all, milliseconds. */
  long setBack() {
    return setBack;
  }

  @Override
  public Instant instant() {
    return offset == 0 ? agenda.instant() : agenda.instant().plusMillis(offset);
  }
}
