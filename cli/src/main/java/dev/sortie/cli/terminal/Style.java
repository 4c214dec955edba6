package dev.sortie.cli.terminal;

/** The named looks of text; nothing else in Sortie knows a colour. */
public enum Style {
  PLAIN("0"),
  /** The name of a stage at the start of a line. */
  STAGE("1"),
  /** What matters less than the rest of its line. */
  MUTED("2"),
  GOOD("32"),
  WARNING("33"),
  ERROR("1;31"),
  /** What something costs. */
  MONEY("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The parameters of the terminal's SGR sequence. */
  String code() {
    return code;
  }
}
