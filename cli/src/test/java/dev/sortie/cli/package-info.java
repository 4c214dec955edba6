/** The command line run in-process. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli;
