/** The market as Sortie sees it: offers, instances and the port to rent and end them. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.market;
