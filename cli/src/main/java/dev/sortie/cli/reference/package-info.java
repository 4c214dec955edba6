/** The parts of the documentation that are generated from the program. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.reference;
