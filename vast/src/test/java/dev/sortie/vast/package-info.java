/** Tests of the market client: against odd answers, and against the practice market. */
@org.jspecify.annotations.NullMarked
package dev.sortie.vast;
