/** Tests of receipts. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.history;
