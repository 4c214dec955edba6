package dev.sortie.remote.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Opens {@code ENCRYPTED PRIVATE KEY} files, of which the library's reader takes no passphrase. */
final class SealedPkcs8 {
  private static final String BEGIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
  private static final String END = "-----END ENCRYPTED PRIVATE KEY-----";

  private SealedPkcs8() {}

  static boolean isOne(byte[] file) {
    return text(file).contains(BEGIN);
  }

  /** The same key in the form without passphrase, for the library's reader. */
  static byte[] open(byte[] file, String passphrase) throws IOException, GeneralSecurityException {
    String text = text(file);
    int start = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, start);
    if (end < 0) {
      throw new IOException("its end is missing");
    }
    var sealed =
        new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(text.substring(start, end)));
    // The name of PBES2 says nothing; its parameters name what is meant.
    String named = sealed.getAlgParameters().toString();
    String algorithm = named.startsWith("PBE") ? named : sealed.getAlgName();
    PBEKeySpec word = new PBEKeySpec(passphrase.toCharArray());
    try {
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(word),
          sealed.getAlgParameters());
      String open = Base64.getMimeEncoder().encodeToString(sealed.getKeySpec(cipher).getEncoded());
      return ("-----BEGIN PRIVATE KEY-----\n" + open + "\n-----END PRIVATE KEY-----\n")
          .getBytes(StandardCharsets.ISO_8859_1);
    } finally {
      word.clearPassword();
    }
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
