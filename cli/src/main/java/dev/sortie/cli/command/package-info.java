/** The commands, one class each, and what they are given. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.command;
