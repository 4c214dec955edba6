package dev.sortie.practice.http;

/** Tells whose a key is. */
@FunctionalInterface
public interface KeyRing {
  /** Account, instance, or {@link Who.Stranger}. */
  Who whose(String key);
}
