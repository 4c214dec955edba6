/** Word to a person who is not looking: a run is over, failed, warns or needs them. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.notify;
