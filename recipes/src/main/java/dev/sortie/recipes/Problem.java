package dev.sortie.recipes;

/**
 * One thing that is wrong in a file that a person wrote.
 *
 * @param key the path of the key, such as {@code hardware.disk}; empty when no key is to blame
 * @param what what is wrong, what was expected and, where there is one, the likely intention
 */
public record Problem(Place place, String key, String what) {
  /** {@code file:line:column: key: what}, as editors and terminals make it clickable. */
  @Override
  public String toString() {
    return place + ": " + (key.isEmpty() ? "" : key + ": ") + what;
  }
}
