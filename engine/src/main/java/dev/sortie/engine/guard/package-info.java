/** The script that makes an instance end itself. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.guard;
