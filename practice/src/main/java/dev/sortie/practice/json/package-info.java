/** Reading and making JSON the same way everywhere. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.json;
