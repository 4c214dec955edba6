/** Tests of prices, meters and budgets. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.money;
