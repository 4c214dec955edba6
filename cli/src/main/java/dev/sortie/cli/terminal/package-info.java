/** What a person sees: colours, tables, figures and the live view. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.terminal;
