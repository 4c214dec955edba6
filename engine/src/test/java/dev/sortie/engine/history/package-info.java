/** Tests of what is read back from the journal. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.history;
