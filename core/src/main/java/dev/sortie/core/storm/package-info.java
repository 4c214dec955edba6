/** Keeps a loop gone wrong from renting machine after machine. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.storm;
