package dev.sortie.remote;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.remote.ssh.Passphrases;
import dev.sortie.remote.ssh.PrivateKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Makes and reads SSH key files. */
public final class SshKeys {
  private static final String COMMENT = "sortie";

  private SshKeys() {}

  /**
   * Makes a key without passphrase in OpenSSH form, readable by its owner only, and the public one
   * beside it with {@code .pub}.
   *
   * @throws RemoteException {@code LocalFailure} when the file exists or cannot be written
   */
  public static Path makeEd25519(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      KeyPair pair = SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, COMMENT, null, out);
      }
      Path open = file.resolveSibling(file.getFileName() + ".pub");
      Files.writeString(open, line(pair) + "\n");
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new RemoteException(
          new RemoteProblem.LocalFailure("cannot make a key at " + file + ": " + e), e);
    }
  }

  /**
   * The public half of a key without passphrase as one line of {@code authorized_keys}.
   *
   * @throws RemoteException {@code LocalFailure} when there is no readable key
   */
  public static String publicKeyOf(Path privateKey) {
    return line(PrivateKeys.load(privateKey, Passphrases.NOBODY));
  }

  static String line(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic()) + " " + COMMENT;
  }
}
