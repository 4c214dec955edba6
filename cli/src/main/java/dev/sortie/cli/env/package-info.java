/** The process around a command: streams, variables, folders, signals; replaceable in tests. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.env;
