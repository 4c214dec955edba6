/** Tests that attack the road of a run. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.run;
