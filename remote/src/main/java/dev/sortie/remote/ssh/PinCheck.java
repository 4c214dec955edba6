package dev.sortie.remote.ssh;

import dev.sortie.core.remote.HostKey;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Compares the host key of one connect with the pinned one. Written by MINA's thread. */
final class PinCheck {
  static final AttributeKey<PinCheck> KEY = new AttributeKey<>();

  private final Optional<HostKey> pinned;
  private volatile Optional<HostKey> seen = Optional.empty();
  private volatile boolean refused;

  PinCheck(Optional<HostKey> pinned) {
    this.pinned = pinned;
  }

  static boolean verify(ClientSession session, PublicKey shown) {
    PinCheck check = session.getConnectionContext().getAttribute(KEY);
    return check != null && check.accept(shown);
  }

  private boolean accept(PublicKey shown) {
    HostKey key = new HostKey(KeyUtils.getFingerPrint(BuiltinDigests.sha256, shown));
    seen = Optional.of(key);
    refused = pinned.isPresent() && !pinned.get().equals(key);
    return !refused;
  }

  Optional<HostKey> seen() {
    return seen;
  }

  boolean refused() {
    return refused;
  }
}
