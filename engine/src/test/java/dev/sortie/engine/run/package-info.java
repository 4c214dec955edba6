@org.jspecify.annotations.NullMarked
package dev.sortie.engine.run;
