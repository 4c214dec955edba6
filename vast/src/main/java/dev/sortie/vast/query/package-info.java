/** The query and order language of vast.ai's own command line: text to conditions, and back out. */
@org.jspecify.annotations.NullMarked
package dev.sortie.vast.query;
