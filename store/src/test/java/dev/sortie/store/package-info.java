/** Tests of the journal with real files, real processes and the real facts. */
@org.jspecify.annotations.NullMarked
package dev.sortie.store;
