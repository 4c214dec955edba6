/** Tests of what drives an aggregate, with a toy one. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.actor;
