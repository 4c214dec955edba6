package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may log in: the keys the market gave, and whatever the instance itself writes into
 * /root/.ssh/authorized_keys. Keys are compared by their encoded body; options and comments do not
 * count. Thread-safe.
 */
final class AuthorizedKeys {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String FILE = "/root/.ssh/authorized_keys";
  private static final String BODY_START = "AAAA";

  private final MachineFolder folder;
  private final Set<String> given = new LinkedHashSet<>();

  AuthorizedKeys(MachineFolder folder, List<String> keys) throws IOException {
    this.folder = folder;
    for (String key : keys) {
      add(key);
    }
  }

  synchronized void add(String key) throws IOException {
    String body = body(key);
    given.add(body);
    List<String> lines = new ArrayList<>(lines());
    if (lines.stream().noneMatch(line -> body(line).equals(body))) {
      lines.add(key.strip());
      write(lines);
    }
  }

  synchronized void remove(String key) throws IOException {
    String body = body(key);
    given.remove(body);
    write(lines().stream().filter(line -> !body(line).equals(body)).toList());
  }

  /** Takes the key as it goes over the wire (RFC 4253, 6.6). */
  synchronized boolean accepts(byte[] wireKey) throws IOException {
    String body = Base64.getEncoder().encodeToString(wireKey);
    return given.contains(body) || lines().stream().anyMatch(line -> body(line).equals(body));
  }

  private List<String> lines() throws IOException {
    Optional<Path> file = folder.own(FILE).filter(Files::isRegularFile);
    return file.isPresent()
        ? new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  private void write(List<String> lines) throws IOException {
    Optional<Path> file = folder.own(FILE);
    if (file.isPresent()) {
      Files.write(file.get(), lines);
      Files.setPosixFilePermissions(file.get(), PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** The base64 word of a line; a line without one is its own body and matches no key. */
  private static String body(String line) {
    String text = line.strip();
    return text.startsWith("#")
        ? text
        : Stream.of(BLANKS.split(text))
            .filter(word -> word.startsWith(BODY_START))
            .findFirst()
            .orElse(text);
  }
}
