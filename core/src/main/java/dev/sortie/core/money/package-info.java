/** Dollars, rates and what a rental costs: pure arithmetic. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.money;
