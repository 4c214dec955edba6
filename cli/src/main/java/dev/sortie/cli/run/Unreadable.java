package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.remote.PushSize;
import java.nio.file.Path;
import java.util.List;

/** Names what cannot be sent before a machine is rented for it. */
final class Unreadable {
  private Unreadable() {}

  /**
   * @param folder what is sent
   * @param here the working folder
   * @throws dev.sortie.core.error.TroubleException {@code SRT-702} when something in it cannot be
   *     read
   */
  static void refuse(PushSize push, Path folder, Path here) {
    if (push.unreadable().isEmpty()) {
      return;
    }
    throw new Trouble(
            Cause.LOCAL_FAILURE,
            "cannot read "
                + PushText.named(
                    push.unreadable().stream().map(PushSize.Unreadable::toString).toList())
                + " of "
                + folder
                + ", which would be sent",
            "nothing was rented",
            next(push.unreadable(), folder, here))
        .asException();
  }

  private static String next(List<PushSize.Unreadable> files, Path folder, Path here) {
    String chmod =
        "chmod u+r"
            + (files.stream().anyMatch(one -> one.path().endsWith("/")) ? "wx " : " ")
            + ShellWords.line(
                files.stream()
                    .limit(PushText.NAMED)
                    .map(one -> near(folder, one.path(), here))
                    .toList());
    String first = files.getFirst().path();
    // Its rules would still be asked for.
    boolean ignores = first.endsWith(".gitignore") || first.endsWith(".sortieignore");
    String keep =
        "; or keep it here: echo "
            + ShellWords.line(List.of("/" + first))
            + " >>"
            + ShellWords.line(List.of(near(folder, ".sortieignore", here)));
    return chmod + (ignores ? "" : keep) + "; then run the same command again";
  }

  private static String near(Path folder, String path, Path here) {
    Path whole = folder.resolve(path);
    return whole.startsWith(here) ? "./" + here.relativize(whole) : whole.toString();
  }
}
