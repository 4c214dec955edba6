package dev.sortie.core.run;

import dev.sortie.core.error.Cause;

/** Something that went wrong in a run. */
public record RunTrouble(Cause cause, String said) {}
