/** What the facts of runs and leases say of the machines they were on. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.hosts;
