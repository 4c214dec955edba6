package dev.sortie.practice.market;

import dev.sortie.practice.market.BootPlan.End;
import dev.sortie.practice.market.Contract.Trouble;
import java.util.Locale;

/** How an instance goes from state to state as time passes. Pure. */
final class Lifecycle {
  /** A host gives up on a missing image after so many seconds. */
  static final double GIVES_UP_AFTER = 420;

  private Lifecycle() {}

  /** Where the instance stands at {@code now}, given whether its machine is up. */
  static Course advance(Contract contract, double now, boolean up) {
    Course course = contract.course();
    if (!course.wanted()) {
      return course;
    }
    return switch (course.actual()) {
      case NONE, CREATED, LOADING, REBOOTING, RECYCLING -> boot(contract, now, up);
      case RUNNING -> run(contract, now);
      case EXITED, OFFLINE -> course;
    };
  }

  /** Whether there should be a machine behind the instance at {@code now}. */
  static boolean wantsMachine(Contract contract, double now) {
    Course course = contract.course();
    if (!course.wanted() || contract.destroyed()) {
      return false;
    }
    return switch (course.actual()) {
      case RUNNING -> true;
      case NONE, CREATED, LOADING, REBOOTING, RECYCLING ->
          course.boot().end() == End.RUNS && now >= course.boot().endsAt();
      case EXITED, OFFLINE -> false;
    };
  }

  private static Course boot(Contract contract, double now, boolean up) {
    Course course = contract.course();
    BootPlan plan = course.boot();
    if (now < plan.visibleAt()) {
      return course;
    }
    String image = contract.order().image();
    return switch (plan.end()) {
      case RUNS ->
          now >= plan.endsAt() && up
              ? course.now(Actual.RUNNING, "success, running " + container(contract) + "\n")
              : course.now(meanwhile(course), pulling(contract, now));
      case NEVER -> course.now(Actual.LOADING, "a3ed95caeb02: Downloading [=====>      ] 43 %\n");
      case EXITS ->
          now >= plan.endsAt()
              ? course.now(Actual.EXITED, "Error: container exited with code 1\n")
              : course.now(Actual.LOADING, pulling(contract, now));
      case BAD_IMAGE -> {
        String text =
            "Error response from daemon: manifest for "
                + image
                + " not found: manifest unknown: manifest unknown\n";
        yield now >= plan.visibleAt() + GIVES_UP_AFTER
            ? course.unwanted(Actual.LOADING, text)
            : course.now(Actual.LOADING, text);
      }
      case CREATE_FAILS ->
          course.unwanted(
              Actual.CREATED,
              "Error response from daemon: failed to create task for container: failed to create"
                  + " shim task: OCI runtime create failed: could not apply required modification"
                  + " to OCI specification: error modifying OCI spec: failed to inject CDI devices:"
                  + " unresolvable CDI devices\n");
    };
  }

  /** A reboot shows as such until it is over. */
  private static Actual meanwhile(Course course) {
    return switch (course.actual()) {
      case REBOOTING, RECYCLING -> course.actual();
      case NONE, CREATED, LOADING, RUNNING, EXITED, OFFLINE -> Actual.LOADING;
    };
  }

  private static Course run(Contract contract, double now) {
    Course course = contract.course();
    Trouble trouble = contract.trouble();
    double ran = now - trouble.ranAt();
    if (ran >= trouble.offlineAfter()) {
      return course.now(Actual.OFFLINE, "host is offline\n");
    }
    if (ran >= trouble.outbidAfter()) {
      return course.unwanted(Actual.EXITED, "outbid\n");
    }
    if (ran >= trouble.exitsAfter()) {
      return course.now(Actual.EXITED, "container exited with code 137\n");
    }
    return now >= contract.endsAt()
        ? course.unwanted(Actual.EXITED, "contract has ended\n")
        : course;
  }

  private static String pulling(Contract contract, double now) {
    long percent = Math.round(contract.course().boot().progress(now) * 100);
    return String.format(
        Locale.ROOT, "%s: Pulling from %s: %d %%\n", "a3ed95caeb02", container(contract), percent);
  }

  private static String container(Contract contract) {
    String mode = contract.order().runtype().contains("args") ? "args" : "ssh";
    return contract.order().image().replace(':', '_') + "/" + mode;
  }
}
