package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Json;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Prints a run as JSON, one object a line: facts as they happen, output as it comes. */
final class JsonScreen implements RunScreen, Watcher {
  private final PrintStream out;
  private final Narrator narrator;
  private final AtomicReference<RunHandle> run;
  private final Utf8Chunks standardOut = new Utf8Chunks();
  private final Utf8Chunks standardError = new Utf8Chunks();

  JsonScreen(PrintStream out, RunPlan plan, AtomicReference<RunHandle> run) {
    this.out = out;
    this.narrator = new Narrator(plan);
    this.run = run;
  }

  @Override
  public Watcher watcher() {
    return this;
  }

  @Override
  public void follow(RunHandle followed) {
    run.set(followed);
  }

  @Override
  public synchronized void fact(Entry entry) {
    if (entry.fact() instanceof RunEvent.TaskEnded || entry.fact() instanceof RunEvent.SetUpEnded) {
      output(false, standardOut.end());
      output(true, standardError.end());
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", entry.fact().getClass().getSimpleName());
    line.put("at", entry.at().toString());
    line.put(
        entry.aggregate().kind().name().toLowerCase(java.util.Locale.ROOT),
        entry.aggregate().value());
    line.putAll(FactFields.of(entry.fact()));
    line.put(
        "text",
        String.join("; ", narrator.tell(entry.fact()).stream().map(StageLine::text).toList()));
    Optional.ofNullable(run.get())
        .map(RunHandle::cost)
        .map(Cost::total)
        .ifPresent(total -> line.put("cost_usd", total.dollars()));
    print(line);
  }

  @Override
  public synchronized void output(boolean error, byte[] chunk) {
    output(error, (error ? standardError : standardOut).add(chunk));
  }

  private void output(boolean error, String text) {
    if (!text.isEmpty()) {
      print(Map.of(error ? "stderr" : "stdout", text));
    }
  }

  @Override
  public synchronized void remark(String text) {
    print(Map.of("remark", text));
  }

  @Override
  public void close() {
    out.flush();
  }

  private void print(Map<String, Object> line) {
    out.println(Json.line(line));
    out.flush();
  }
}
