/** Tests of the parts of a sync that need no connection. */
@org.jspecify.annotations.NullMarked
package dev.sortie.remote.sync;
