package dev.sortie.practice.http;

/** Who is calling, as told by the key that was sent. */
public sealed interface Who {
  /** The account's own key. */
  record Account() implements Who {}

  /** The restricted key of one instance. */
  record Instance(long id) implements Who {}

  /** No key was sent. */
  record Nobody() implements Who {}

  /** A key was sent that nobody has. */
  record Stranger() implements Who {}
}
