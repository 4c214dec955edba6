package dev.sortie.sim.oracle;

import dev.sortie.core.journal.AggregateId;
import java.time.Instant;

/** A fact that was heard of, by its name: others read it too, and a killed process may lose it. */
record Counted(AggregateId aggregate, long sequence, Instant at) {}
