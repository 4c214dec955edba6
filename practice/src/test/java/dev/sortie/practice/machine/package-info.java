/** Tests of the practice machines: real SSH, real processes, loopback only. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.machine;
