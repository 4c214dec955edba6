package dev.sortie.core.remote;

/** The port that opens SSH connections to rented machines. Thread-safe. */
public interface Hosts extends AutoCloseable {
  /**
   * Connects once, trying each address in order, direct before proxy.
   *
   * @throws RemoteException when none answers, the key is refused or the host key is not the pinned
   *     one
   */
  RemoteHost connect(SshTarget target);

  /**
   * How much a first push would send, by looking at the local folder alone.
   *
   * @throws RemoteException when the folder cannot be read
   */
  PushSize measure(PushRequest request);

  @Override
  void close();
}
