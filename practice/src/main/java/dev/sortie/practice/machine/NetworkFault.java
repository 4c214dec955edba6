package dev.sortie.practice.machine;

/** How the network in front of one machine misbehaves. */
public enum NetworkFault {
  /** Works. */
  NONE,
  /** The mapped port accepts nothing and answers nothing. */
  BLACK_HOLE,
  /** Connections are accepted, then nothing is ever said. */
  HANGS,
  /** SSH speaks, but no key is accepted yet. */
  KEY_NOT_INSTALLED,
  /** Every connection is dropped after a few hundred kilobytes. */
  CUTS,
  /** A banner text is printed on standard error in front of every command's output. */
  BANNER
}
