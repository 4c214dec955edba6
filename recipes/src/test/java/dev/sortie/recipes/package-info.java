/** Tests that read, write and find recipes as a person would. */
@org.jspecify.annotations.NullMarked
package dev.sortie.recipes;
