/** What every state machine here is made of: decide, evolve, wakeAt. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.machine;
