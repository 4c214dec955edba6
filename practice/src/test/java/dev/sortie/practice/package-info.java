/** Tests of the practice market over real HTTP, on a clock that only moves when told. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice;
