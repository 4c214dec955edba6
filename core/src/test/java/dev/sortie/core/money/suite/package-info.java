/** Random runs against a bill that is reckoned in another way (law 7). */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.money.suite;
