package dev.sortie.core.run;

import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Sizes;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Outputs that the ceiling does not pay for (law 7): what, how big, at what price (law 8). */
record Unpaid(List<PullReport.Missing> files, Rates rates, Usd ceiling) {
  static Optional<Unpaid> of(Run run, PullReport report) {
    List<PullReport.Missing> files =
        report.missing().stream().filter(one -> one.unpaidBytes().isPresent()).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Unpaid(files, run.chosen().orElseThrow().rates(), run.agreed().budget().ceiling()));
  }

  /** What it would cost to bring them all. */
  Usd cost() {
    return cost(files.stream().mapToLong(Unpaid::bytes).sum());
  }

  String words() {
    String each =
        files.stream()
            .map(one -> one.path() + " (" + Sizes.words(bytes(one)) + ", " + cost(bytes(one)) + ")")
            .collect(Collectors.joining(", "));
    String all = files.size() == 1 ? "" : "; " + cost() + " for all of them";
    return "not brought home, " + ceiling + " do not pay for it: " + each + all;
  }

  private Usd cost(long bytes) {
    return rates.network(new Traffic(0, bytes));
  }

  private static long bytes(PullReport.Missing file) {
    return file.unpaidBytes().orElse(0L);
  }
}
