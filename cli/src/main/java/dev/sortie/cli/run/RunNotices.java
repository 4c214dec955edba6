package dev.sortie.cli.run;

import dev.sortie.cli.notify.Notice;
import dev.sortie.cli.notify.Notifier;
import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunTrouble;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a person who is not looking what of a run concerns them; passes everything on. */
final class RunNotices implements Watcher {
  /** A refusal may be a moment's; after so many in a row somebody should know. */
  private static final int REFUSALS = 3;

  private final Watcher next;
  private final Notifier notifier;
  private final RunPlan plan;
  private final InstantSource clock;
  private final AtomicReference<@Nullable RunHandle> run = new AtomicReference<>();
  private final Set<String> needed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();

  RunNotices(Watcher next, Notifier notifier, RunPlan plan, InstantSource clock) {
    this.next = next;
    this.notifier = notifier;
    this.plan = plan;
    this.clock = clock;
  }

  void follow(RunHandle followed) {
    run.set(followed);
  }

  /** It is over, or nothing is left of it but a proof. */
  void over(Run ended) {
    boolean good = ended.verdict().troubles().isEmpty();
    tell(good ? Notice.Kind.DONE : Notice.Kind.FAILED, good ? done(ended) : failed(ended));
  }

  private static String done(Run run) {
    String tasks =
        run.agreed().tasks().size() == 1 ? "1 task" : run.agreed().tasks().size() + " tasks";
    String files =
        run.progress()
            .pulled()
            .map(PullReport::files)
            .filter(n -> n > 0)
            .map(n ->
                ", " + n + (n == 1 ? " file" : " files") + " home in " + run.agreed().outFolder())
            .orElse("");
    String machine =
        run.verdict().kept()
            ? "; the machine is kept and costs money"
            : run.isEnded() ? "; the machine is proven gone" : "; the machine is destroyed";
    return tasks + " done" + files + machine;
  }

  private static String failed(Run run) {
    Cause first = run.verdict().troubles().getFirst().cause();
    return Stream.concat(
            run.verdict().troubles().stream().map(RunNotices::words),
            Stream.of("next: " + NextSteps.after(first, run.agreed().id().value())))
        .collect(Collectors.joining("\n"));
  }

  private static String words(RunTrouble trouble) {
    return trouble.cause().code() + " " + Narrator.plain(trouble.said());
  }

  private void tell(Notice.Kind kind, String text) {
    RunHandle known = run.get();
    Usd cost = known == null ? Usd.ZERO : known.cost().total();
    notifier.tell(new Notice(kind, plan.id().value(), text, cost, clock.instant()));
  }

  private void needsYou(String what, String text) {
    if (needed.add(what)) {
      tell(Notice.Kind.NEEDS_YOU, text);
    }
  }

  @Override
  public void fact(Entry entry) {
    next.fact(entry);
    if (entry.fact() instanceof RunEvent.Warned(var percent, var spent)) {
      tell(
          Notice.Kind.WARNED,
          percent + " % of the ceiling is spent: " + spent + " of " + plan.budget().ceiling());
    } else if (entry.fact() instanceof LeaseEvent.DestroyTried(var said) && !said.isEmpty()) {
      if (refused.incrementAndGet() == REFUSALS) {
        needsYou(
            "destroy",
            "a machine cannot be destroyed, and goes on costing money: "
                + Narrator.plain(said)
                + "\nit is tried again for ever; if it stays so: https://cloud.vast.ai/instances/");
      }
    }
  }

  /** What waits for a person begins with its code. */
  @Override
  public void remark(String text) {
    next.remark(text);
    if (text.startsWith("SRT-") && text.indexOf(' ') > 0) {
      needsYou(text.substring(0, text.indexOf(' ')), Narrator.plain(text));
    }
  }

  @Override
  public void output(boolean error, byte[] chunk) {
    next.output(error, chunk);
  }

  @Override
  public void comparing(Way way, int files) {
    next.comparing(way, files);
  }

  @Override
  public void moving(Way way, int files, int ofFiles, long bytes, long ofBytes, String path) {
    next.moving(way, files, ofFiles, bytes, ofBytes, path);
  }

  @Override
  public void connectionLost(Duration ago, String why) {
    next.connectionLost(ago, why);
  }

  @Override
  public void connectionBack() {
    next.connectionBack();
  }
}
