/** What a person may say of a run. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.logging;
