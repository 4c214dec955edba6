/** The machines behind practice instances: SSH servers, processes, private mounts. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.machine;
