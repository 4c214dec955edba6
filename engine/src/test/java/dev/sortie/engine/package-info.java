/** What tests of several packages of the engine share. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine;
