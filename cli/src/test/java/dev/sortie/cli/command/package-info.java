/** The commands, run in-process. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.command;
