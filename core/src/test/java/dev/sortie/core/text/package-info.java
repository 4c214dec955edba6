/** Tests of the text of strangers. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.text;
