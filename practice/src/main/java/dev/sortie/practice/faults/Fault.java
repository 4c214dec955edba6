package dev.sortie.practice.faults;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One fault that is switched on. Absent matchers match everything.
 *
 * @param machine only offers and instances of this machine
 * @param instance only this instance
 * @param label only labels that begin so
 * @param route only request paths that contain this text
 * @param method only this HTTP method
 * @param nth strikes from this matching call on, counted from 1
 * @param times strikes so often, then is spent; 0 = always
 * @param seconds how long or how much later, market time; the kind tells
 * @param status HTTP status, for {@link FaultKind#UNAVAILABLE}
 */
public record Fault(
    FaultKind kind,
    OptionalLong machine,
    OptionalLong instance,
    Optional<String> label,
    Optional<String> route,
    Optional<String> method,
    int nth,
    int times,
    OptionalDouble seconds,
    int status) {

  /** What a fault may strike. */
  public record Target(long machine, long instance, String label, String method, String path) {
    /** A request that names no instance. */
    public static Target request(String method, String path) {
      return new Target(-1, -1, "", method, path);
    }

    /** An instance, or an offer about to become one. */
    public static Target rental(long machine, long instance, String label) {
      return new Target(machine, instance, label, "", "");
    }
  }

  boolean matches(Target target) {
    return (machine.isEmpty() || machine.getAsLong() == target.machine())
        && (instance.isEmpty() || instance.getAsLong() == target.instance())
        && label.map(target.label()::startsWith).orElse(true)
        && route.map(target.path()::contains).orElse(true)
        && method.map(target.method()::equalsIgnoreCase).orElse(true);
  }

  public double secondsOr(double usual) {
    return seconds.orElse(usual);
  }
}
