package dev.sortie.engine.run;

import dev.sortie.core.remote.PullReport;
import java.util.List;

/** Adds up the pulls of several output folders. */
public final class PullReports {
  private PullReports() {}

  public static PullReport sum(List<PullReport> reports) {
    return new PullReport(
        reports.stream().mapToInt(PullReport::files).sum(),
        reports.stream().mapToLong(PullReport::bytes).sum(),
        reports.stream().mapToInt(PullReport::broughtFiles).sum(),
        reports.stream().mapToLong(PullReport::broughtBytes).sum(),
        reports.stream().flatMap(report -> report.missing().stream()).toList());
  }
}
