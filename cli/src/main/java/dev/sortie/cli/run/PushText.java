package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.core.remote.PushSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What of a folder would be sent and what stays, for the plan. */
final class PushText {
  /** More names than this are counted. */
  static final int NAMED = 5;

  private PushText() {}

  /** None when all is as anybody would expect. */
  static List<String> lines(PushSize push) {
    List<String> lines = new ArrayList<>();
    if (push.files() > push.largest().size()) {
      String largest =
          push.largest().stream()
              .map(file -> file.path() + " " + Humans.bytes(file.bytes()))
              .collect(Collectors.joining(", "));
      lines.add("largest: " + Narrator.plain(largest));
    }
    note(lines, "kept here, they look secret: ", push.keptHome());
    note(lines, "links that point outside, sent as links: ", push.outward());
    note(lines, "stays here: ", push.noFiles());
    return lines;
  }

  private static void note(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(what + Narrator.plain(named(names)));
    }
  }

  static String named(List<String> all) {
    String names = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED ? names + " and " + (all.size() - NAMED) + " more" : names;
  }
}
