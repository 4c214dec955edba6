/** What reaches the screen. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.terminal;
