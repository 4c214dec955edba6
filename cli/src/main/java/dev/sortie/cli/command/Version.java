package dev.sortie.cli.command;

/** Which Sortie this is; a test keeps it equal to the build's. */
public final class Version {
  public static final String NUMBER = "0.1.0";

  private Version() {}

  /** Which Sortie, Java and system this is. */
  public static String line() {
    return "sortie " + NUMBER + "  (Java " + java() + ", " + system() + ")";
  }

  static String java() {
    return Runtime.version().toString();
  }

  static String system() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }
}
