package dev.sortie.store;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Claims in the same file as the journal, for any number of processes of one computer. One thread
 * beats for all claims of the process.
 *
 * <p>A claim is lost to the next one that asks when its process is dead, or when it was seen to be
 * silent for {@link ClaimTerms#stale}. Every method throws {@link TroubleException} when the file
 * cannot be used.
 */
public final class SqliteClaims implements Claims, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SqliteClaims.class.getName());
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Session session;
  private final ClaimTable table;
  private final Claimant us;
  private final ClaimTerms terms;
  private final InstantSource clock;
  private final Silence silence;
  private final Set<AggregateId> held = ConcurrentHashMap.newKeySet();

  /** What was let go, although the table could not be told yet. */
  private final Set<AggregateId> given = ConcurrentHashMap.newKeySet();

  private final List<Consumer<AggregateId>> ears = new CopyOnWriteArrayList<>();
  private final Thread heart;
  private volatile boolean closed;
  private volatile boolean unclaimed;

  SqliteClaims(
      Path file,
      Connection connection,
      Claimant us,
      ClaimTerms terms,
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<String> ear) {
    this.session = new Session(file, connection, watch(ear));
    this.table = new ClaimTable(session);
    this.us = us;
    this.terms = terms;
    this.clock = clock;
    this.silence = new Silence(terms.stale(), nanoTime);
    // Not a virtual thread: those wait for each other when all carriers are in native code.
    this.heart = Thread.ofPlatform().daemon().name("claims").unstarted(this::live);
  }

  /** Opens the claims in the journal's {@code file}; makes it and its folder if need be. */
  public static SqliteClaims open(Path file, ClaimTerms terms, InstantSource clock) {
    return open(file, terms, clock, System::nanoTime, _ -> {});
  }

  /**
   * @param ear hears in one line, which begins with the code of its cause, when a stopped process
   *     held the file and was let go on; of another file the journal tells
   */
  public static SqliteClaims open(
      Path file, ClaimTerms terms, InstantSource clock, Consumer<String> ear) {
    return open(file, terms, clock, System::nanoTime, ear);
  }

  static SqliteClaims open(
      Path file,
      ClaimTerms terms,
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<String> ear) {
    Path absolute = file.toAbsolutePath().normalize();
    return new SqliteClaims(
        absolute,
        Connections.open(absolute, ear),
        Processes.newcomer(),
        terms,
        clock,
        nanoTime,
        ear);
  }

  private Session.Watch watch(Consumer<String> ear) {
    return new Session.Watch() {
      @Override
      public void reopened(String what) {
        unclaimed = true;
      }

      @Override
      public void stirred(String what) {
        ear.accept(what);
      }
    };
  }

  @Override
  public boolean take(AggregateId what) {
    boolean won =
        session.write(() -> {
          Optional<ClaimTable.Row> row = table.find(what);
          if (row.filter(known -> !isLost(what, known)).isPresent()) {
            return row.get().by().owner().equals(us.owner());
          }
          sweep();
          table.put(what, us, clock.instant());
          return true;
        });
    if (won) {
      silence.forget(what);
      held.add(what);
      startHeart();
    }
    return won;
  }

  /** What killed processes have left behind on things that are over. */
  private void sweep() throws SQLException {
    for (Map.Entry<AggregateId, Claimant> left : table.onEnded().entrySet()) {
      if (Processes.isDead(left.getValue(), us)) {
        table.drop(left.getKey(), left.getValue().owner());
      }
    }
  }

  private boolean isLost(AggregateId what, ClaimTable.Row row) {
    return !row.by().owner().equals(us.owner())
        && (Processes.isDead(row.by(), us) || silence.isLost(what, row.by().owner(), row.beat()));
  }

  @Override
  public boolean takeFromSilent(AggregateId what) throws InterruptedException {
    Optional<ClaimTable.Row> first = look(what);
    while (!take(what)) {
      Optional<ClaimTable.Row> row = look(what);
      if (row.isPresent() && !isSame(first, row.get())) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  private static boolean isSame(Optional<ClaimTable.Row> first, ClaimTable.Row row) {
    return first.filter(f -> f.by().equals(row.by()) && f.beat() == row.beat()).isPresent();
  }

  private Optional<ClaimTable.Row> look(AggregateId what) {
    return session.read(() -> table.find(what));
  }

  /**
   * Whether it is ours as far as can be read: a journal that nobody can use gives it to nobody
   * else, and who can use it takes a fact down before it acts.
   */
  @Override
  public boolean isOurs(AggregateId what) {
    try {
      boolean ours = session.read(() -> table.isOwner(what, us.owner()));
      return ours || (unclaimed && claimAgain() && isOurs(what));
    } catch (TroubleException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot look who drives " + what, e);
      return held.contains(what);
    }
  }

  @Override
  public void release(AggregateId what) {
    if (held.remove(what)) {
      given.add(what);
      try {
        session.write(() -> {
          table.drop(what, us.owner());
          return what;
        });
        given.remove(what);
      } catch (TroubleException e) {
        LOG.log(System.Logger.Level.DEBUG, "the next beat lets go of " + what, e);
      }
    }
  }

  /**
   * The journal is another file than before, and may know less: what nobody else has taken there is
   * ours as it was.
   */
  private boolean claimAgain() {
    session.write(() -> {
      putHeld();
      return held;
    });
    unclaimed = false;
    return true;
  }

  private void putHeld() throws SQLException {
    for (AggregateId what : held) {
      if (table.find(what).isEmpty()) {
        table.put(what, us, clock.instant());
      }
    }
  }

  @Override
  public Optional<Driver> other(AggregateId what) {
    return look(what)
        .filter(row -> !row.by().owner().equals(us.owner()) && !isLost(what, row))
        .map(row -> new Driver(us.nameOf(row.by())));
  }

  @Override
  public void onLost(Consumer<AggregateId> ear) {
    ears.add(ear);
  }

  private synchronized void startHeart() {
    if (heart.getState() == Thread.State.NEW && !closed) {
      heart.start();
    }
  }

  private void live() {
    try {
      while (!closed) {
        Thread.sleep(terms.beat());
        beat();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One sign of life for all that is held; what turns out to be lost is told. */
  void beat() {
    try {
      List<AggregateId> before = List.copyOf(held);
      Set<AggregateId> ours =
          session.write(() -> {
            for (AggregateId what : List.copyOf(given)) {
              table.drop(what, us.owner());
              given.remove(what);
            }
            if (unclaimed) {
              putHeld();
            }
            table.beat(us.owner(), clock.instant());
            return table.of(us.owner());
          });
      unclaimed = false;
      before.stream().filter(what -> !ours.contains(what)).forEach(this::lost);
    } catch (TroubleException e) {
      // The next beat may succeed; whoever cannot beat for long loses, and finds that out by
      // asking.
      LOG.log(System.Logger.Level.DEBUG, "no sign of life could be written", e);
    }
  }

  private void lost(AggregateId what) {
    if (held.remove(what)) {
      ears.forEach(ear -> ear.accept(what));
    }
  }

  /** Lets everything go. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    heart.interrupt();
    try {
      if (!held.isEmpty() || !given.isEmpty()) {
        session.write(() -> {
          table.dropAll(us.owner());
          return us;
        });
      }
    } catch (TroubleException e) {
      // The next one sees that this process is dead.
      LOG.log(System.Logger.Level.WARNING, "claims could not be let go", e);
    } finally {
      session.close();
    }
  }
}
