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
    // Bytes that only the facts of the run told of, when somebody ended the lease without its run.
    "40962, OUTPUT_HUGE@RUNNING HOST_CLOCK_JUMPS@PUSHED JOURNAL_REFUSES@CREATED+1199"
        + " PERSON_INSISTS@SETTING_UP+10804 KILL_LONG@PUSHED",
    "41003, GUARD_KEY_LATE@GUARD_PROVEN JOURNAL_REFUSES@RUNNING KILL_LONG@TASK_STARTED+2943"
        + " PAUSE@PUSHING LOADING_FOREVER@RUNNING",
    "48759, PERSON_STOPS@TASK_ENDED SSH_LATE@TASK_STARTED+10745 KILL@LOADING"
        + " JOURNAL_REFUSES@RUNNING+6138 KILL_LONG@PULLED",
    "13692, PAUSE_TAKEN_OVER@GATHERED JOURNAL_REFUSES_KILL@REACHED+1086 TASK_KILLED@TASK_ENDED"
        + " JOURNAL_REFUSES@DESTROY_SENT",
    // Absent, then back, then absent again, while its process slept.
    "35448, SSH_BLACK_HOLE@CREATED+7465 TASK_HANGS@PLANNED PAUSE@MID_PULL+7188"
        + " DESTROY_RESURRECTS_LATE@MID_PULL",
    "146393, DESTROY_RESURRECTS@RUNNING+3121 RENT_UNCLEAR_EXISTS@RENTED+9166"
        + " SSH_BLACK_HOLE@MID_PULL PAUSE@ABSENCE_SEEN STATE_NULL@MID_TASK+7191",
    // Waited for an answer, and then as long again, while it was back.
    "21333, DESTROY_RESURRECTS@PULLING+5140 DESTROY_FAILS@LOADING+3241 JOURNAL_REFUSES@PULLED"
        + " RATE_LIMITED@MID_TASK DESTROY_ANSWER_LOST@PULLED",
    // A price, and that it ran, in rows without a label, which say nothing to anybody.
    "95365, BAD_IMAGE@PUSHED RENT_UNCLEAR_VERY_LATE@ABSENCE_SEEN+7111 PRICE_RAISED@CREATED+9063"
        + " LABELS_HIDDEN@RENTED",
    "134777, API_SLOW@RENTED LOOK_FAILS@RENTED PRICE_RAISED@RENTED LABELS_HIDDEN@INTENDED+7893"
        + " OUTPUT_HUGE@CREATE_SENT",
    // Asked too much of the program: an instance that only the dead have seen while no journal
    // could take it, one that was refused, two raises of which no look told, facts that had no
    // moment to be written.
    "59965, RENT_UNCLEAR_EXISTS@CREATE_SENT KILL_TWICE@DESTROY_SENT"
        + " RENT_UNCLEAR_VERY_LATE@MID_PULL+6236 KILL_LONG@GUARD_PROVEN JOURNAL_REFUSES@INTENDED",
    "46216, JOURNAL_REFUSES@PULLING SSH_CUT@GUARD_PROVEN+9080 SSH_NEVER_UP@CREATED"
        + " RENT_REFUSED_LEFTOVER@LOADING+3280 PAUSE@DESTROY_SENT",
    "137056, RATE_LIMITED@PUSHING PRICE_RAISED@PUSHING+1625 PRICE_RAISED@DESTROY_TRIED",
    "201983, STATE_UNKNOWN@PULLING+5601 KILL@PULLING+1109 PAUSE@PULLED"
        + " JOURNAL_REFUSES_KILL@CREATE_SENT",
    "248780, KILL_TWICE@DESTROY_SENT+9370 REMOTE_DISK_FULL@REACHED+10909"
        + " JOURNAL_REFUSES_KILL@PUSHED LISTING_PAGE_FAILS@PUSHING+4066"
        + " DESTROY_ANSWER_LOST@GATHERED",
    // Given up for a probe that was sent before the process slept.
    "467964, SSH_LATE@RUNNING PAUSE@INTENDED+7099 SSH_NEVER_UP@REACHED"
        + " DESTROY_FAILS@SETTING_UP+414",
    // A gather that had looked before the task ended came last, and hid what could not come home.
    "751423, JOURNAL_REFUSES_KILL@LOADING SSH_CUT@DESTROY_SENT+10886 FILE_HOSTILE@LOADING"
        + " EXITS@REACHED",
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
