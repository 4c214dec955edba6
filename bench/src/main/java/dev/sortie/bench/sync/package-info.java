/** Benchmarks of the sync against rsync and scp. */
@org.jspecify.annotations.NullMarked
package dev.sortie.bench.sync;
