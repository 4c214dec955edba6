/** The journal in one SQLite file: facts as JSON, shared by every process of a person. */
@org.jspecify.annotations.NullMarked
package dev.sortie.store;
