package dev.sortie.engine.lease;

import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshTarget;

/** Nobody connects here. */
final class NoHosts implements Hosts {
  @Override
  public RemoteHost connect(SshTarget target) {
    throw new AssertionError("connected");
  }

  @Override
  public PushSize measure(PushRequest request) {
    throw new AssertionError("measured");
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
