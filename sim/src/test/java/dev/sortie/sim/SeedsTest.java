package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.fault.Strike;
import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.oracle.Oracle;
import dev.sortie.sim.oracle.Violation;
import dev.sortie.sim.world.Orders;
import dev.sortie.sim.world.World;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lives in which a law was once seen not to hold. */
class SeedsTest {
  private static List<Violation> live(long seed, String faults, Protection off) {
    List<Strike> strikes = Arrays.stream(faults.split(" ")).map(Strike::parse).toList();
    return World.live(new Orders(seed, strikes, off, false), new Bounds(), new Bounds())
        .violations();
  }

  @ParameterizedTest
  @CsvSource({
    // Taken up between reached and guard proven, and never connected to again.
    "1399, KILL@REACHED",
    "1423, KILL_LONG@REACHED",
    "1471, KILL_TWICE@REACHED",
    "1519, PAUSE_TAKEN_OVER@REACHED",
    "1591, JOURNAL_REFUSES_KILL@REACHED",
    // Given up by who had slept, without a look.
    "1494, PAUSE@RUNNING",
    "2270, PAUSE@LOADING+8907",
    // Proven gone by listings of minutes ago, while it was there again.
    "4387, LISTING_STALE@CREATED+767 DESTROY_RESURRECTS_TWICE@LOADING+842"
        + " LISTING_FAILS@PULLING KILL@MID_PULL",
    // Back two seconds before a stale listing that was the last word.
    "2070, DESTROY_RESURRECTS_LATE@CREATED+5482 LISTING_STALE@PULLED",
    // Both machines given up when the share of the first was used up.
    "16296, LOOK_FAILS@PLANNED",
    "44497, LOOK_FAILS@LOADING+433",
    "54844, API_DOWN@GUARD_PROVEN+6989 PAUSE@RUNNING",
    "67189, OUTPUT_HUGE@GATHERED+10807 PAUSE@CREATED EXITS@REACHED+1997",
    // Bytes that no fact could tell of, between two refusals of the journal without a gap.
    "15701, LISTING_PAGE_FAILS@REACHED JOURNAL_REFUSES@PUSHED JOURNAL_REFUSES_KILL@TASK_STARTED"
        + " LOCAL_DISK_FULL@DESTROY_TRIED+5329 PAUSE@GATHERED",
    // A listing of an earlier absence came late, and counted to the next one.
    "27456, DESTROY_RESURRECTS_LATE@REACHED API_SLOW@MID_PULL STATE_NULL@PUSHED+4117"
        + " STATE_UNKNOWN@TASK_ENDED RENT_OFFER_GONE@RUNNING+579",
  })
  void whatWasOnceBrokenHolds(long seed, String faults) {
    assertThat(live(seed, faults, Protection.NONE)).isEmpty();
  }

  @Test
  void aSoundMachineThatIsGivenUpIsSeen() {
    assertThat(live(1399, "KILL@REACHED", Protection.CONNECT_AGAIN))
        .extracting(Violation::oracle)
        .contains(Oracle.NO_WASTE);
  }
}
