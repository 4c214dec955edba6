package dev.sortie.practice.market;

import dev.sortie.practice.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps the jobs and makes their calls when their time has come. */
public final class Scheduler {
  private static final Pattern INSTANCE = Pattern.compile("/api/v0/instances/(\\d+)/?");
  private static final Pattern REBOOT = Pattern.compile("/api/v0/instances/reboot/(\\d+)/?");

  private final Market market;

  public Scheduler(Market market) {
    this.market = market;
  }

  public List<ScheduledJob> listed() {
    return market.locked(() -> market.book().jobs().stream().filter(ScheduledJob::listed).toList());
  }

  /** The job of an instance that calls this endpoint, if there is one. */
  public Optional<ScheduledJob> find(long instance, String endpoint) {
    return market.locked(() ->
        market.book().jobs().stream()
            .filter(job -> job.instance() == instance && job.endpoint().equals(endpoint))
            .findFirst());
  }

  public Optional<ScheduledJob> find(long id) {
    return market.locked(
        () -> market.book().jobs().stream().filter(job -> job.id() == id).findFirst());
  }

  /** Keeps a job under a number of its own, or under that of the one it replaces. */
  public ScheduledJob put(ScheduledJob job, Optional<Long> instead) {
    return market.locked(() -> {
      ScheduledJob kept = job.numbered(instead.orElseGet(() -> market.book().nextId()));
      market.book().jobs().removeIf(one -> one.id() == kept.id());
      market.book().jobs().add(kept);
      market.save();
      return kept;
    });
  }

  public boolean remove(long id) {
    return market.locked(() -> {
      boolean found = market.book().jobs().removeIf(job -> job.id() == id);
      market.save();
      return found;
    });
  }

  /** Makes the calls that are due; under the market's lock. */
  void fire(double now) {
    for (ScheduledJob job : List.copyOf(market.book().jobs())) {
      if (now < job.nextAt()) {
        continue;
      }
      call(job);
      double next = job.nextAt() + job.period();
      market.book().jobs().remove(job);
      if (next < job.endTime()) {
        market.book().jobs().add(job.next(next));
      }
      market.save();
    }
  }

  private void call(ScheduledJob job) {
    Tending tending = new Tending(market);
    Matcher instance = INSTANCE.matcher(job.endpoint());
    Matcher reboot = REBOOT.matcher(job.endpoint());
    market.logbook().add(job.instance(), "scheduled: " + job.method() + " " + job.endpoint());
    if (instance.matches() && job.method().equals("DELETE")) {
      tending.destroy(Long.parseLong(instance.group(1)));
    } else if (instance.matches() && job.method().equals("PUT")) {
      long id = Long.parseLong(instance.group(1));
      switch (Json.text(Json.MAPPER.readTree(job.body()), "state").orElse("")) {
        case "stopped" -> tending.stop(id);
        case "running" -> tending.start(id);
        default -> market.logbook().add(id, "scheduled: nothing to change");
      }
    } else if (reboot.matches() && job.method().equals("PUT")) {
      tending.reboot(Long.parseLong(reboot.group(1)));
    } else {
      market.logbook().add(job.instance(), "scheduled: this call is not practised");
    }
  }
}
