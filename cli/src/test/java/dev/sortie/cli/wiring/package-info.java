/** How the parts find each other. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.wiring;
