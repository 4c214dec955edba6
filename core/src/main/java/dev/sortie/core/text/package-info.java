/** Text that strangers wrote, made fit to be shown. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.text;
