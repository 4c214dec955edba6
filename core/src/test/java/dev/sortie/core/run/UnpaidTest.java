package dev.sortie.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Outputs that the ceiling does not pay for are given up at once, by name, size and price. */
final class UnpaidTest {
  private static final Plans USUAL = Plans.usual().perGigabyte("0.003");
  private static final PullReport.Missing FILM = unpaid("film.mkv", 400_000_000_000L);

  @Test
  void whatTheCeilingDoesNotPayForIsToldAtOnceAndTheMachineGoes() {
    Tale tale = Tale.pulling(USUAL).pulled(report(FILM));
    assertThat(tale.run.verdict().troubles())
        .containsExactly(
            new RunTrouble(
                Cause.RESULTS_MISSING,
                "not brought home, $1.000 do not pay for it: film.mkv (400 GB, $1.200)"));
    assertThat(tale.ends()).hasSize(1);
    assertThat(tale.run.ceilingForAll()).contains(Usd.of("2.20"));
  }

  @Test
  void whatCanBePaidForComesHomeFirst() {
    Tale tale = Tale.pulling(USUAL).pulled(report(FILM, PullReport.Missing.yet("log", "changed")));
    assertThat(tale.troubles()).isEmpty();
    assertThat(tale.ends()).isEmpty();
    tale.after(10).tick();
    assertThat(tale.last.actions()).hasAtLeastOneElementOfType(RunAction.Pull.class);
    tale.pulled(report(FILM));
    assertThat(tale.troubles()).containsExactly(Cause.RESULTS_MISSING);
    assertThat(tale.ends()).hasSize(1);
  }

  @Test
  void severalAreSummedUpAndWhatIsMissingForAnotherReasonIsToldApart() {
    Tale tale =
        Tale.pulling(USUAL)
            .pulled(
                report(
                    FILM,
                    PullReport.Missing.forGood("out", "leads outside"),
                    unpaid("sound.wav", 100_000_000_000L)));
    assertThat(tale.run.verdict().troubles())
        .extracting(RunTrouble::said)
        .containsExactly(
            "cannot be brought home: out",
            "not brought home, $1.000 do not pay for it: film.mkv (400 GB, $1.200),"
                + " sound.wav (100 GB, $0.300); $1.500 for all of them");
  }

  @Test
  void whereNothingWasLeftForItsPriceNoHigherCeilingIsNamed() {
    assertThat(Tale.releasing(USUAL).run.ceilingForAll()).isEmpty();
    assertThat(Tale.opened(USUAL).run.ceilingForAll()).isEmpty();
  }

  private static PullReport.Missing unpaid(String path, long bytes) {
    return PullReport.Missing.unpaid(path, "too dear", bytes);
  }

  private static PullReport report(PullReport.Missing... missing) {
    return new PullReport(5, 50, 1, 10, Stream.of(missing).toList());
  }
}
