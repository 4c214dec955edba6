package dev.sortie.practice.machine;

import java.nio.file.Path;
import java.util.Locale;

/** A mount table being written, as {@code mount --all --fstab} reads it. */
final class Fstab {
  private final StringBuilder lines = new StringBuilder();

  Fstab bind(Path source, Path target) {
    return line(source.toString(), target, "none", "rbind");
  }

  Fstab bindReadOnly(Path source, Path target) {
    return line(source.toString(), target, "none", "rbind,ro");
  }

  Fstab mount(String type, Path target, String options) {
    return line(type, target, type, options);
  }

  private Fstab line(String source, Path target, String type, String options) {
    lines.append(
        String.format(
            Locale.ROOT,
            "%s %s %s %s 0 0%n",
            escape(source),
            escape(target.toString()),
            type,
            options));
    return this;
  }

  @Override
  public String toString() {
    return lines.toString();
  }

  /** Writes blanks as the kernel and fstab(5) do. */
  static String escape(String path) {
    return path.replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012")
        .replace("#", "\\043");
  }
}
