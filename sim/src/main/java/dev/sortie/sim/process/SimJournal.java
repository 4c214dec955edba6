package dev.sortie.sim.process;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.oracle.Oracle;
import dev.sortie.sim.oracle.Oracles;
import dev.sortie.sim.tale.Tale;
import dev.sortie.sim.time.Agenda;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The journal that all processes of one computer share; it outlives them. */
public final class SimJournal {
  private final Agenda agenda;
  private final Faults faults;
  private final SimClaims claims;
  private final Protection off;
  private final Oracles oracles;
  private final Tale tale;
  private final Consumer<Entry> ear;
  private final Map<AggregateId, List<Entry>> logs = new HashMap<>();
  private final List<AggregateId> order = new ArrayList<>(8);

  public SimJournal(
      Agenda agenda,
      Faults faults,
      SimClaims claims,
      Protection off,
      Oracles oracles,
      Tale tale,
      Consumer<Entry> ear) {
    this.agenda = agenda;
    this.faults = faults;
    this.claims = claims;
    this.off = off;
    this.oracles = oracles;
    this.tale = tale;
    this.ear = ear;
  }

  /** The journal as one process sees it. */
  public Journal of(Life life) {
    Journal plain = new View(life);
    return off == Protection.INTENT_FIRST ? new LateJournal(plain, life) : plain;
  }

  private List<Entry> log(AggregateId aggregate) {
    List<Entry> known = logs.get(aggregate);
    return known == null ? List.of() : known;
  }

  private final class View implements Journal {
    private final Life life;

    View(Life life) {
      this.life = life;
    }

    @Override
    public void append(AggregateId aggregate, long after, Instant at, List<? extends Fact> facts) {
      if (faults.lasts(FaultKind.JOURNAL_REFUSES, agenda.now())) {
        throw new Trouble(Cause.STATE_LOCKED, "the disk is full", "make room").asException();
      }
      List<Entry> log = logs.get(aggregate);
      if (log == null) {
        log = new ArrayList<>(32);
        logs.put(aggregate, log);
        order.add(aggregate);
      }
      if (after != log.size() && off != Protection.FENCING) {
        throw new StaleWriterException(aggregate, after);
      }
      if (!claims.isOwner(life, aggregate)) {
        oracles.violated(
            Oracle.FENCED, life.name() + " writes to " + aggregate + ", which it does not drive");
      }
      for (Fact fact : facts) {
        Entry entry = new Entry(aggregate, log.size() + 1, at, fact);
        log.add(entry);
        tale.mix(agenda.now(), fact.getClass().getName().hashCode());
        if (tale.isTold()) {
          tale.tell(agenda.now(), life.name(), aggregate + " " + fact);
        }
        oracles.fact(entry);
        ear.accept(entry);
      }
    }

    @Override
    public List<Entry> read(AggregateId aggregate) {
      return List.copyOf(log(aggregate));
    }

    @Override
    public List<Entry> readAfter(AggregateId aggregate, long sequence) {
      List<Entry> log = log(aggregate);
      return sequence >= log.size()
          ? List.of()
          : List.copyOf(log.subList((int) sequence, log.size()));
    }

    @Override
    public List<AggregateId> all(AggregateId.Kind kind) {
      return order.stream().filter(id -> id.kind() == kind).toList().reversed();
    }

    @Override
    public List<AggregateId> open(AggregateId.Kind kind) {
      return order.stream()
          .filter(id -> id.kind() == kind && !log(id).getLast().fact().ends())
          .toList()
          .reversed();
    }
  }

  /** A saboteur: facts reach the disk seconds after whoever wrote them has acted on them. */
  private final class LateJournal implements Journal {
    private static final long LATE = 2_000;

    private final Journal disk;
    private final Life life;
    private final Map<AggregateId, List<Entry>> waiting = new HashMap<>();

    LateJournal(Journal disk, Life life) {
      this.disk = disk;
      this.life = life;
    }

    @Override
    public void append(AggregateId aggregate, long after, Instant at, List<? extends Fact> facts) {
      List<Entry> late = waiting.computeIfAbsent(aggregate, _ -> new ArrayList<>());
      long sequence = after;
      for (Fact fact : facts) {
        late.add(new Entry(aggregate, ++sequence, at, fact));
      }
      life.in(LATE, () -> write(aggregate, at, facts));
    }

    private void write(AggregateId aggregate, Instant at, List<? extends Fact> facts) {
      if (faults.lasts(FaultKind.JOURNAL_REFUSES, agenda.now())) {
        life.in(LATE, () -> write(aggregate, at, facts));
        return;
      }
      disk.append(aggregate, log(aggregate).size(), at, facts);
      waiting.getOrDefault(aggregate, List.of()).subList(0, facts.size()).clear();
    }

    @Override
    public List<Entry> read(AggregateId aggregate) {
      return disk.read(aggregate);
    }

    @Override
    public List<Entry> readAfter(AggregateId aggregate, long sequence) {
      boolean writes = !waiting.getOrDefault(aggregate, List.of()).isEmpty();
      return writes ? List.of() : disk.readAfter(aggregate, sequence);
    }

    @Override
    public List<AggregateId> all(AggregateId.Kind kind) {
      return disk.all(kind);
    }

    @Override
    public List<AggregateId> open(AggregateId.Kind kind) {
      return disk.open(kind);
    }
  }
}
