/** Whole runs on virtual time whose process dies at any moment, and another that goes on. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.takeover;
