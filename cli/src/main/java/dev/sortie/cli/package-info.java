/** The program: reads the command line, runs one command, turns its end into an exit code. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli;
