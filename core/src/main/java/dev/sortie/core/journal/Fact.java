package dev.sortie.core.journal;

/** Something that happened, as it stands in the journal. Each aggregate has a sealed family. */
public interface Fact {
  /** Whether nothing more will ever be done for the aggregate after this. */
  default boolean ends() {
    return false;
  }
}
