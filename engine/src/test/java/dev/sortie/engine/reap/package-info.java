@org.jspecify.annotations.NullMarked
package dev.sortie.engine.reap;
