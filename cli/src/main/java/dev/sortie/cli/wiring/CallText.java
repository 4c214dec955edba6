package dev.sortie.cli.wiring;

import dev.sortie.vast.CallReport;

/** A call to the market in one line, for {@code --explain}. */
final class CallText {
  private static final int LONGEST_BODY = 200;

  private CallText() {}

  static String line(CallReport report) {
    String status =
        report.status().isPresent() ? String.valueOf(report.status().getAsInt()) : "no answer";
    String body = report.call().body();
    String shown = body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) + "…" : body;
    String outcome = report.outcome().isEmpty() ? "" : "  " + report.outcome();
    return report.call().method()
        + " "
        + report.call().url()
        + (shown.isEmpty() ? "" : " " + shown)
        + "  → "
        + status
        + ", "
        + report.took().toMillis()
        + " ms"
        + outcome;
  }
}
