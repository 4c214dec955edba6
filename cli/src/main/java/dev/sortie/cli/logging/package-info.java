/** The log file and `-v`, with secrets taken out. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.logging;
