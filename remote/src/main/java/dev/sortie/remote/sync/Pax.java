package dev.sortie.remote.sync;

import java.util.Optional;

/** Records of a pax extended header: {@code length key=value\n} (POSIX.1-2001, pax). */
final class Pax {
  private Pax() {}

  /** The last value of that key. */
  static Optional<String> value(String records, String key) {
    Optional<String> value = Optional.empty();
    int at = 0;
    while (at < records.length()) {
      int space = records.indexOf(' ', at);
      int length = space < 0 ? -1 : length(records.substring(at, space));
      if (length <= space - at || at + length > records.length()) {
        return value;
      }
      String record = records.substring(space + 1, at + length - 1);
      if (record.startsWith(key + "=")) {
        value = Optional.of(record.substring(key.length() + 1));
      }
      at += length;
    }
    return value;
  }

  private static int length(String digits) {
    return digits.matches("[0-9]{1,8}") ? Integer.parseInt(digits) : -1;
  }
}
