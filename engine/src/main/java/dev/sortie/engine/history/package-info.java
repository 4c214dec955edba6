/** What the journal says of runs and leases: folded states and receipts. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.history;
