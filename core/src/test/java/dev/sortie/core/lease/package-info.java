/** Tests that attack the life of a rental. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.lease;
