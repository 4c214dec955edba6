package dev.sortie.remote.sync;

import dev.sortie.core.money.Sizes;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Reply;
import java.util.List;
import java.util.Optional;

/** What becomes of a file that changed each time it was fetched, and who writes to it. */
final class StillWritten {
  private final Wire wire;

  StillWritten(Wire wire) {
    this.wire = wire;
  }

  /** Empty when it is gone from the machine, or refused here. */
  Optional<PullReport.Missing> tell(RemoteEntry entry, PullRequest request, Fetching fetching) {
    List<String> lines = ask(entry);
    String said = "still being written" + by(lines.stream().skip(1).toList());
    String path = Names.shown(entry.path());
    return switch (request.moment()) {
      case AFTER_THE_WORK, DURING_THE_WORK ->
          Optional.of(PullReport.Missing.changing(path, said + ": it kept changing"));
      case AS_IT_IS -> {
        try {
          String at = lines.stream().findFirst().map(time -> " at " + time).orElse("");
          yield fetching
              .take(entry)
              .map(bytes ->
                  PullReport.Missing.asItWas(
                      path, said + "; here are the " + Sizes.words(bytes) + " it held" + at));
        } catch (Allowance.SpentException e) {
          yield Optional.of(
              PullReport.Missing.unpaid(path, said + "; " + e.getMessage(), entry.size()));
        }
      }
    };
  }

  private List<String> ask(RemoteEntry entry) {
    Reply reply =
        wire.patience()
            .keepTrying(() ->
                wire.link()
                    .ask(
                        wire.scripts().of("writers", "NAME", "./" + entry.path()),
                        Link.Input.NONE));
    return reply.text().lines().filter(line -> !line.isBlank()).toList();
  }

  private static String by(List<String> writers) {
    boolean isGuess = !writers.isEmpty() && writers.getFirst().equals("-");
    List<String> names = writers.stream().filter(line -> !line.equals("-")).toList();
    if (names.isEmpty()) {
      return "";
    }
    return (isGuess ? ", perhaps by " : " by ") + String.join(", ", names);
  }
}
