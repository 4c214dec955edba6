package dev.sortie.practice.market;

import dev.sortie.practice.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The folder a market lives in: {@code market.json}, written whole and put in place by rename on
 * every change, {@code api_key}, and a folder per instance. Readable by its owner only.
 */
public final class StateFolder {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  public StateFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.folder);
      Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the market's folder " + folder, e);
    }
  }

  /** The account's key, made at first use. */
  public String apiKey() {
    Path file = folder.resolve("api_key");
    try {
      if (Files.notExists(file)) {
        write(file, newSecret().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Throws the account's key away and makes another. */
  String rotateApiKey() {
    String key = newSecret();
    write(folder.resolve("api_key"), key.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return key;
  }

  Optional<Book.Page> read() {
    Path file = folder.resolve("market.json");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    return Optional.of(Json.MAPPER.readValue(file.toFile(), Book.Page.class));
  }

  void write(Book.Page page) {
    write(folder.resolve("market.json"), Json.MAPPER.writeValueAsBytes(page));
  }

  Path machine(long id) {
    return folder.resolve("machines").resolve(String.valueOf(id));
  }

  /** 64 hexadecimal digits. */
  static String newSecret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void write(Path file, byte[] content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
