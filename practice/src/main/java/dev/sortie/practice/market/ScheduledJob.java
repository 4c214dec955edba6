package dev.sortie.practice.market;

/**
 * A call of its own API that the market makes at a time. Times are market seconds since 1970.
 *
 * @param body JSON
 * @param day 0 = Sunday; -1 when the job is not for one day of the week
 * @param hour of the day, UTC; -1 when it is not for one hour of the day
 * @param nextAt when it is called next; {@link Contract#NEVER} for one that was lost
 * @param listed whether the list shows it
 */
public record ScheduledJob(
    long id,
    long instance,
    String endpoint,
    String method,
    String body,
    double startTime,
    double endTime,
    String frequency,
    int day,
    int hour,
    double nextAt,
    boolean listed) {
  ScheduledJob next(double at) {
    return new ScheduledJob(
        id, instance, endpoint, method, body, startTime, endTime, frequency, day, hour, at, listed);
  }

  ScheduledJob numbered(long other) {
    return new ScheduledJob(
        other, instance, endpoint, method, body, startTime, endTime, frequency, day, hour, nextAt,
        listed);
  }

  /** Seconds from one call to the next. */
  double period() {
    return switch (frequency) {
      case "DAILY" -> 86_400;
      case "WEEKLY" -> 7 * 86_400;
      default -> 3_600;
    };
  }
}
