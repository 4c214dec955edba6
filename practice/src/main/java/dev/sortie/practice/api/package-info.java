/** One handler class per resource of the vast.ai API. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.api;
