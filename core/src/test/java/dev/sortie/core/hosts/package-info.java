/** Tests of what is read of machines out of the journal. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.hosts;
