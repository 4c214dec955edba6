/** The build's own promises: what it needs is there or named, and no test goes missing unseen. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.build;
