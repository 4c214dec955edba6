/** The real program as processes against a practice market with real SSH: a person's whole day. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.e2e;
