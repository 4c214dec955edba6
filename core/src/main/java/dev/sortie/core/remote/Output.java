package dev.sortie.core.remote;

/** Takes what a command prints, as it comes; chunks may end in the middle of a character. */
public interface Output {
  /** Takes nothing. */
  Output NONE =
      new Output() {
        @Override
        public void standardOut(byte[] chunk) {}

        @Override
        public void standardError(byte[] chunk) {}
      };

  void standardOut(byte[] chunk);

  void standardError(byte[] chunk);
}
