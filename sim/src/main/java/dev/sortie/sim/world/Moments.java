package dev.sortie.sim.world;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.run.RunEvent;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.fault.Strike;
import dev.sortie.sim.time.Agenda;
import java.util.List;
import java.util.function.Consumer;

/** Knows when each point of a life is met, and lets the faults that wait for it strike. */
final class Moments {
  private final Agenda agenda;
  private final List<Strike> strikes;
  private final Consumer<FaultKind> strike;
  private final boolean[] met = new boolean[Point.values().length];

  Moments(Agenda agenda, List<Strike> strikes, Consumer<FaultKind> strike) {
    this.agenda = agenda;
    this.strikes = strikes;
    this.strike = strike;
  }

  void meet(Point point) {
    if (met[point.ordinal()]) {
      return;
    }
    met[point.ordinal()] = true;
    for (int i = 0; i < strikes.size(); i++) {
      Strike one = strikes.get(i);
      if (one.point() == point) {
        if (one.after() == 0) {
          strike.accept(one.fault());
        } else {
          agenda.in(one.after(), () -> strike.accept(one.fault()));
        }
      }
    }
  }

  void hear(Entry entry) {
    if (entry.fact() instanceof LeaseEvent event) {
      lease(event);
    } else if (entry.fact() instanceof RunEvent event) {
      run(event);
    }
  }

  private void lease(LeaseEvent event) {
    switch (event) {
      case LeaseEvent.Intended _ -> meet(Point.INTENDED);
      case LeaseEvent.Rented _ -> meet(Point.RENTED);
      case LeaseEvent.StateSeen(var state, _, _) -> {
        if (state == InstanceState.LOADING) {
          meet(Point.LOADING);
        } else if (state == InstanceState.RUNNING) {
          meet(Point.RUNNING);
        }
      }
      case LeaseEvent.Reached _ -> meet(Point.REACHED);
      case LeaseEvent.GuardProven _ -> meet(Point.GUARD_PROVEN);
      case LeaseEvent.DestroyTried _ -> meet(Point.DESTROY_TRIED);
      case LeaseEvent.AbsenceSeen _ -> meet(Point.ABSENCE_SEEN);
      case LeaseEvent.Gone _ -> meet(Point.GONE);
      case LeaseEvent.NotRented _,
          LeaseEvent.LabelSeen _,
          LeaseEvent.NotOurs _,
          LeaseEvent.Adopted _,
          LeaseEvent.PriceRaised _,
          LeaseEvent.Unwatched _,
          LeaseEvent.AnswerUnclear _,
          LeaseEvent.NotListed _,
          LeaseEvent.GuardDoubted _,
          LeaseEvent.GuardLost _,
          LeaseEvent.GuardRevived _,
          LeaseEvent.StrayFound _,
          LeaseEvent.MarketEndHeld _,
          LeaseEvent.MarketEndFailed _,
          LeaseEvent.MarketEndRemoved _,
          LeaseEvent.MarketEndStuck _,
          LeaseEvent.TrafficCounted _,
          LeaseEvent.EndWanted _,
          LeaseEvent.Resurfaced _ -> {}
    }
  }

  private void run(RunEvent event) {
    switch (event) {
      case RunEvent.Planned _ -> meet(Point.PLANNED);
      case RunEvent.PushStarted _ -> meet(Point.PUSHING);
      case RunEvent.Pushed _ -> meet(Point.PUSHED);
      case RunEvent.SetUpStarted _ -> meet(Point.SETTING_UP);
      case RunEvent.TaskStarted _ -> meet(Point.TASK_STARTED);
      case RunEvent.TaskEnded _ -> meet(Point.TASK_ENDED);
      case RunEvent.Gathered _ -> meet(Point.GATHERED);
      case RunEvent.PullStarted _ -> meet(Point.PULLING);
      case RunEvent.Pulled _ -> meet(Point.PULLED);
      case RunEvent.ReleaseStarted _ -> meet(Point.RELEASING);
      case RunEvent.LeaseOpened _,
          RunEvent.Adopted _,
          RunEvent.LeaseUp _,
          RunEvent.LeaseFailed _,
          RunEvent.LeaseLost _,
          RunEvent.SearchWanted _,
          RunEvent.Replanned _,
          RunEvent.SearchFailed _,
          RunEvent.HeldBack _,
          RunEvent.Warned _,
          RunEvent.TimeCut _,
          RunEvent.SetUpEnded _,
          RunEvent.TaskVanished _,
          RunEvent.PullFailed _,
          RunEvent.StopWanted _,
          RunEvent.Troubled _,
          RunEvent.Kept _,
          RunEvent.LeaseClosed _,
          RunEvent.Ended _ -> {}
    }
  }
}
