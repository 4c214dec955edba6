package dev.sortie.practice.faults;

import dev.sortie.practice.faults.Fault.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are switched on, and how often each has struck. Thread-safe. */
public final class FaultBoard {
  private final List<Active> active = new ArrayList<>();
  private double rateLimitFactor;

  /** A fault on the board. */
  public record Standing(Fault fault, int struck) {}

  private static final class Active {
    private final Fault fault;
    private int seen;
    private int struck;

    Active(Fault fault) {
      this.fault = fault;
    }

    boolean strikes(FaultKind kind, Target target) {
      if (fault.kind() != kind || !fault.matches(target) || spent()) {
        return false;
      }
      seen++;
      if (seen < fault.nth()) {
        return false;
      }
      struck++;
      return true;
    }

    boolean spent() {
      return fault.times() > 0 && struck >= fault.times();
    }
  }

  public synchronized void add(Fault fault) {
    active.add(new Active(fault));
  }

  public synchronized void clear() {
    active.clear();
  }

  public synchronized void clear(FaultKind kind) {
    active.removeIf(one -> one.fault.kind() == kind);
  }

  /** Counts one matching call, and tells whether a fault of this kind strikes it. */
  public synchronized Optional<Fault> strike(FaultKind kind, Target target) {
    return active.stream()
        .filter(one -> one.strikes(kind, target))
        .findFirst()
        .map(one -> one.fault);
  }

  public synchronized List<Standing> standing() {
    return active.stream().map(one -> new Standing(one.fault, one.struck)).toList();
  }

  /** 0 switches the documented rate limits off, 1 applies them as they are. */
  public synchronized double rateLimitFactor() {
    return rateLimitFactor;
  }

  public synchronized void rateLimitFactor(double factor) {
    rateLimitFactor = factor;
  }
}
