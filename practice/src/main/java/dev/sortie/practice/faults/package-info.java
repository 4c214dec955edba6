/** Faults that can be switched on, and the rules of when they strike. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.faults;
