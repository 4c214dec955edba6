/**
 * The commands of a person's day around runs: run, shell, ps, logs, attach, pull, down, receipt.
 */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.run;
