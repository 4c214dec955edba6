/** What a terminal, a page or a log hears of a run while it goes on. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.watch;
