/** Tests of the query language. */
@org.jspecify.annotations.NullMarked
package dev.sortie.vast.query;
