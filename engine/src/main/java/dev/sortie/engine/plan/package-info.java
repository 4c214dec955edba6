/** From a wish to a plan with a price, before money moves. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.plan;
