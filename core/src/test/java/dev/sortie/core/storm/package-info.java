/** Tests of the storm brake. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.storm;
