package dev.sortie.practice.market;

import dev.sortie.practice.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder a market lives in. {@code market.json} and one file per contract are written whole and
 * put in place by rename on every change; {@code past.jsonl} gets a line for every contract that
 * has ended; {@code api_key} and a folder per machine stand beside them. Readable by its owner
 * only.
 */
public final class StateFolder implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private @Nullable FileChannel lock;
  private volatile boolean letGo;

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
        write(file, newSecret().getBytes(StandardCharsets.US_ASCII));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Throws the account's key away and makes another. */
  String rotateApiKey() {
    String key = newSecret();
    write(folder.resolve("api_key"), key.getBytes(StandardCharsets.US_ASCII));
    return key;
  }

  Optional<Book.Page> read() {
    Path file = folder.resolve("market.json");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    return Optional.of(Json.MAPPER.readValue(file.toFile(), Book.Page.class));
  }

  /** The contracts that have a file. */
  List<Contract> living() {
    Path contracts = folder.resolve("contracts");
    if (Files.notExists(contracts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(contracts)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> Json.MAPPER.readValue(file.toFile(), Contract.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + contracts, e);
    }
  }

  void write(Contract contract) {
    if (letGo) {
      return;
    }
    Path file = contractFile(contract.id());
    try {
      Files.createDirectories(folder.resolve("contracts"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of " + file, e);
    }
    write(file, Json.MAPPER.writeValueAsBytes(contract));
  }

  private Path contractFile(long id) {
    return folder.resolve("contracts").resolve(id + ".json");
  }

  /** The contracts that have ended, oldest first. */
  List<Contract> past() {
    Path file = folder.resolve("past.jsonl");
    if (Files.notExists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.endsWith("}"))
          .map(line -> Json.MAPPER.readValue(line, Contract.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Moves a contract to the past. */
  void append(Contract ended) {
    if (letGo) {
      return;
    }
    Path file = folder.resolve("past.jsonl");
    String line = Json.MAPPER.writeValueAsString(ended) + "\n";
    try {
      if (Files.notExists(file)) {
        Files.createFile(file, OWNER_ONLY);
      }
      Files.writeString(file, line, StandardOpenOption.APPEND);
      Files.deleteIfExists(contractFile(ended.id()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Takes the folder for this process until {@link #close}.
   *
   * @throws IllegalStateException when another market lives there
   */
  void claim() {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel;
      if (!tryLock(channel)) {
        channel.close();
        throw new IllegalStateException("a market already runs on " + folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + folder, e);
    }
  }

  /** Whether a market has the folder open at the moment. */
  boolean isClaimed() {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return !tryLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at the lock of " + folder, e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  /**
   * Lets another market live here. What is still under way in this one writes nothing any more: it
   * would overwrite what the other knows.
   */
  @Override
  public void close() {
    letGo = true;
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + folder, e);
    }
  }

  void write(Book.Page page) {
    write(folder.resolve("market.json"), Json.MAPPER.writeValueAsBytes(page));
  }

  Path machines() {
    return folder.resolve("machines");
  }

  Path machine(long id) {
    return machines().resolve(String.valueOf(id));
  }

  /** 64 hexadecimal digits. */
  static String newSecret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void write(Path file, byte[] content) {
    if (letGo) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OWNER_ONLY);
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
