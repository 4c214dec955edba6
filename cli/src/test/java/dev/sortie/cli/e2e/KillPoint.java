package dev.sortie.cli.e2e;

import java.util.List;

/** Where in the life of a run its process is killed: at what it says there, as JSON. */
enum KillPoint {
  RUN_PLANNED("\"event\":\"Planned\""),
  LEASE_OPENED("\"event\":\"LeaseOpened\""),
  INTENT_JOURNALED("\"event\":\"Intended\""),
  CREATE_SENT("\"remark\":\"PUT .*/asks/"),
  CREATED("\"event\":\"Rented\""),
  BOOTING("\"event\":\"StateSeen\""),
  /** Let in, and nothing known of its guard yet. */
  REACHED("\"event\":\"Reached\""),
  GUARD_PROVEN("\"event\":\"GuardProven\""),
  LEASE_UP("\"event\":\"LeaseUp\""),
  PUSHING("\"event\":\"PushStarted\""),
  PUSHED("\"event\":\"Pushed\""),
  SETTING_UP("\"event\":\"SetUpStarted\""),
  SET_UP("\"event\":\"SetUpEnded\""),
  FIRST_TASK_STARTED("\"event\":\"TaskStarted\""),
  MID_TASK("\"stdout\":\"[^\"]*line 15\\b"),
  GATHERING("\"event\":\"Gathered\"", 130),
  BETWEEN_TASKS("\"event\":\"TaskEnded\""),
  SECOND_TASK("\"stdout\":\"[^\"]*second"),
  PULLING("\"event\":\"PullStarted\""),
  VERIFIED("\"event\":\"Pulled\""),
  RELEASING("\"event\":\"ReleaseStarted\""),
  ENDING("\"event\":\"EndWanted\""),
  DESTROYING("\"event\":\"DestroyTried\""),
  ABSENCE_SEEN("\"event\":\"AbsenceSeen\""),
  NOT_LISTED("\"event\":\"NotListed\""),
  GONE("\"event\":\"Gone\"");

  private static final int USUAL_LINES = 30;

  private final String regex;
  private final int lines;

  KillPoint(String regex) {
    this(regex, USUAL_LINES);
  }

  KillPoint(String regex, int lines) {
    this.regex = regex;
    this.lines = lines;
  }

  /** What the process says when it is there. */
  String regex() {
    return regex;
  }

  /** What it must not have said yet, or it was killed at another point. */
  List<String> notYet() {
    return this == REACHED ? List.of(GUARD_PROVEN.regex()) : List.of();
  }

  /** How much its first task prints, ten lines a second. */
  int lines() {
    return lines;
  }

  /** Whether it is tried with every build; {@code -Dsortie.suite=whole} tries them all. */
  boolean isInEveryBuild() {
    return switch (this) {
      case CREATE_SENT, REACHED, GUARD_PROVEN, MID_TASK, VERIFIED -> true;
      case RUN_PLANNED,
          LEASE_OPENED,
          INTENT_JOURNALED,
          BOOTING,
          CREATED,
          LEASE_UP,
          PUSHING,
          PUSHED,
          SETTING_UP,
          SET_UP,
          FIRST_TASK_STARTED,
          GATHERING,
          BETWEEN_TASKS,
          SECOND_TASK,
          PULLING,
          RELEASING,
          ENDING,
          DESTROYING,
          ABSENCE_SEEN,
          NOT_LISTED,
          GONE ->
          false;
    };
  }
}
