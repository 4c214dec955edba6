package dev.sortie.cli.wiring;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.remote.SshHosts;
import dev.sortie.remote.SshKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Which SSH key to log in with. */
final class SshKeyChoice {
  private static final List<String> USUAL = List.of("id_ed25519", "id_rsa", "id_ecdsa", "id_dsa");

  private static final String OWN = "id_ed25519";

  private final Path home;
  private final Path config;
  private final Path state;
  private final Consumer<String> says;

  /**
   * @param config folder of settings
   * @param says takes the line that a usual key is left out
   */
  SshKeyChoice(Path home, Path config, Path state, Consumer<String> says) {
    this.home = home;
    this.config = config;
    this.state = state;
    this.says = says;
  }

  /**
   * The named key; else the person's first usual one, where it can be used as it is; else one of
   * Sortie's own, made when needed: in the folder of settings, or in the state folder where nothing
   * may be written there.
   *
   * @throws dev.sortie.core.error.TroubleException when the named one is not there
   */
  Path choose(Optional<Path> named) {
    if (named.isPresent()) {
      if (!Files.isRegularFile(named.get())) {
        throw new Trouble(
                Cause.BAD_SSH_KEY,
                "there is no key " + named.get(),
                "name an existing private key, or leave --ssh-key out: Sortie makes its own")
            .asException();
      }
      return named.get();
    }
    return USUAL.stream()
        .map(name -> home.resolve(".ssh").resolve(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .filter(this::isUsable)
        .orElseGet(() -> own(config.resolve("sortie").resolve(OWN), state.resolve(OWN)));
  }

  /**
   * The half that machines are told; a person may be asked for the passphrase.
   *
   * @throws dev.sortie.core.error.TroubleException when the key cannot be used
   */
  static String publicKeyOf(Path key, SshHosts hosts) {
    try {
      return hosts.publicKeyOf(key);
    } catch (RemoteException e) {
      throw new Trouble(
              Cause.BAD_SSH_KEY,
              e.problem().said(),
              "name a key without passphrase, or run it on a terminal, where you are asked for it;"
                  + " without --ssh-key Sortie makes a key of its own")
          .asException();
    }
  }

  /** Nobody is asked for the passphrase of a key that nobody named. */
  private boolean isUsable(Path key) {
    try {
      SshKeys.publicKeyOf(key);
      return true;
    } catch (RemoteException e) {
      says.accept(
          e.problem().said() + "; Sortie uses a key of its own (--ssh-key " + key + " takes it)");
      return false;
    }
  }

  private static Path own(Path usual, Path other) {
    return Stream.of(usual, other)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseGet(() -> made(usual, other));
  }

  private static Path made(Path usual, Path other) {
    try {
      return make(usual);
    } catch (IOException readOnly) {
      try {
        return make(other);
      } catch (IOException e) {
        e.addSuppressed(readOnly);
        throw new UncheckedIOException("cannot make a key at " + usual + " or " + other, e);
      }
    }
  }

  /** Another process that does the same never sees half a key, and the first one's stays. */
  private static Path make(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a key is in a folder");
    Files.createDirectories(folder);
    Path draft = SshKeys.makeEd25519(Files.createTempDirectory(folder, ".key").resolve("key"));
    Path draftOfPublic = draft.resolveSibling("key.pub");
    try {
      Files.createLink(file, draft);
      Files.copy(draftOfPublic, folder.resolve(file.getFileName() + ".pub"), REPLACE_EXISTING);
    } catch (FileAlreadyExistsException _) {
      // Theirs is ours.
    } finally {
      Files.delete(draft);
      Files.delete(draftOfPublic);
      Files.delete(draft.getParent());
    }
    return file;
  }
}
