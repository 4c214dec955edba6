@org.jspecify.annotations.NullMarked
package dev.sortie.cli.notify;
