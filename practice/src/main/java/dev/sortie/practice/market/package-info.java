/** Contracts, their course over time and what they cost. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.market;
