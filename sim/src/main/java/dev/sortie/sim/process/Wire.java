package dev.sortie.sim.process;

import dev.sortie.core.money.Traffic;
import dev.sortie.sim.market.Contract;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One process' connection to the machine of one lease. */
final class Wire {
  private final BooleanSupplier drives;
  private @Nullable Contract contract;
  private boolean heard;
  private boolean connected;
  private Traffic before = Traffic.NONE;
  private long down;
  private long up;

  /**
   * @param drives whether the process drives the lease
   */
  Wire(BooleanSupplier drives) {
    this.drives = drives;
  }

  void heard(Contract other) {
    contract = other;
    heard = true;
  }

  boolean isHeard() {
    return heard;
  }

  Contract contract() {
    Contract known = contract;
    if (known == null) {
      throw new IllegalStateException("no address was heard of");
    }
    return known;
  }

  boolean isConnected() {
    return connected;
  }

  void connect(Traffic countedBefore) {
    if (!connected) {
      connected = true;
      before = countedBefore;
    }
  }

  void drop() {
    connected = false;
  }

  void moved(long bytesDown, long bytesUp, long now) {
    down += bytesDown;
    up += bytesUp;
    contract().moved(bytesDown, bytesUp, now);
    if (!drives.getAsBoolean()) {
      contract().untold(bytesDown, bytesUp);
    }
  }

  /** As the engine's connections do: from now on its own bytes are added to the machine's. */
  void counted(Traffic byTheMachine) {
    before = before.atLeast(byTheMachine.without(new Traffic(down, up)));
  }

  Traffic traffic() {
    return new Traffic(before.bytesDown() + down, before.bytesUp() + up);
  }
}
