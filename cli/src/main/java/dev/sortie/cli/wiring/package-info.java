/** Where the parts are put together; the only callers of their constructors. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.wiring;
