/** Where settings come from. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.config;
