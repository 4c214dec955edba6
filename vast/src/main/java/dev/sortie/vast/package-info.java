/** The vast.ai market: its REST API behind the market port, paced, and read with suspicion. */
@org.jspecify.annotations.NullMarked
package dev.sortie.vast;
