package dev.sortie.cli.command;

/** Which Sortie this is; a test keeps it equal to the build's. */
public final class Version {
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
