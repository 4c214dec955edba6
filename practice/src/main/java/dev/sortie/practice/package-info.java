/**
 * A vast.ai-compatible market on loopback whose instances are real SSH machines; nothing is rented.
 */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice;
