@org.jspecify.annotations.NullMarked
package dev.sortie.core.reap;
