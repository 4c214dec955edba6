package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.cli.terminal.LiveView;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.TaskPane;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Shows a run on the terminal while it goes on: lines that stay, and a last line that moves. */
final class RunView implements RunScreen, Watcher {
  private static final int STAGE_WIDTH = 8;
  private static final int TEXT_WIDTH = 68;

  /** Gap, clock, gap and money behind the text. */
  private static final int FIGURES_WIDTH = 22;

  private static final String TASK_PREFIX = " ".repeat(STAGE_WIDTH) + "│ ";

  private final LiveView live;
  private final Terminal terminal;
  private final Painter painter;
  private final Narrator narrator;
  private volatile Instant began;
  private final InstantSource clock;
  private final AtomicReference<RunHandle> run;
  private final StatusLine status;
  private final TaskPane pane;

  RunView(
      LiveView live,
      Terminal terminal,
      RunPlan plan,
      InstantSource clock,
      AtomicReference<RunHandle> run,
      boolean practice) {
    this.live = live;
    this.terminal = terminal;
    this.painter = terminal.out();
    this.narrator = new Narrator(plan);
    this.clock = clock;
    this.began = clock.instant();
    this.run = run;
    this.status = new StatusLine(plan, painter, practice);
    this.pane = live.output(painter.paint(Style.MUTED, TASK_PREFIX));
    live.status(() -> List.of(status.text(clock.instant(), cost())));
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
  public void recall(List<Entry> before) {
    if (!before.isEmpty()) {
      began = before.getFirst().at();
    }
    before.forEach(status::hear);
  }

  private Cost cost() {
    RunHandle known = run.get();
    return known == null ? Cost.ZERO : known.cost();
  }

  @Override
  public void fact(Entry entry) {
    status.hear(entry);
    if (entry.fact() instanceof RunEvent.TaskEnded || entry.fact() instanceof RunEvent.SetUpEnded) {
      pane.flush();
    }
    narrator.tell(entry.fact()).forEach(this::show);
  }

  void show(StageLine line) {
    Duration since = Duration.between(began, clock.instant());
    live.line(format(line, painter, textWidth(terminal), since, cost()));
  }

  /** How much of a line its text may take; on a narrow terminal the figures still fit behind it. */
  static int textWidth(Terminal terminal) {
    int room = terminal.width() - STAGE_WIDTH - FIGURES_WIDTH;
    return terminal.outIsTty() ? Math.clamp(room, 20, TEXT_WIDTH) : TEXT_WIDTH;
  }

  static String format(StageLine line, Painter painter, int textWidth, Duration since, Cost cost) {
    String stage = painter.paint(Style.STAGE, pad(line.stage(), STAGE_WIDTH));
    if (!line.milestone()) {
      return stage + painter.paint(line.style(), line.text());
    }
    String money = cost.total().nanos() == 0 ? "" : "   " + cost.total();
    return stage
        + painter.paint(line.style(), pad(line.text(), textWidth))
        + "  "
        + padLeft(Humans.clock(since), 7)
        + painter.paint(Style.MONEY, money);
  }

  @Override
  public void output(boolean error, byte[] chunk) {
    pane.write(chunk);
  }

  @Override
  public void comparing(Way way, int files) {
    status.now(word(way) + ": comparing, " + Humans.count(files, "file"));
  }

  @Override
  public void moving(Way way, int files, int ofFiles, long bytes, long ofBytes, String path) {
    status.moving(word(way), clock.instant(), files, ofFiles, bytes, ofBytes);
  }

  @Override
  public void connectionLost(Duration ago, String why) {
    status.now("connection lost " + Humans.span(ago) + " ago, the work goes on; " + why);
  }

  @Override
  public void connectionBack() {
    status.now("");
    show(StageLine.note("", "connected again"));
  }

  @Override
  public void remark(String text) {
    show(StageLine.note("", Narrator.plain(text)));
  }

  @Override
  public void close() {
    pane.close();
    live.close();
  }

  private static String word(Way way) {
    return switch (way) {
      case PUSH -> "push";
      case PULL -> "pull";
    };
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
