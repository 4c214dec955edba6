package dev.sortie.remote.ssh;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;

/** A client session that knows how many bytes it has moved and when the peer last spoke. */
final class CountingSession extends ClientSessionImpl {
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private volatile long heardAtNanos = System.nanoTime();

  CountingSession(ClientFactoryManager client, IoSession io) throws Exception {
    super(client, io);
  }

  @Override
  public void messageReceived(Readable buffer) throws Exception {
    heardAtNanos = System.nanoTime();
    received.addAndGet(buffer.available());
    super.messageReceived(buffer);
  }

  @Override
  protected Buffer encode(Buffer buffer) throws IOException {
    Buffer encoded = super.encode(buffer);
    sent.addAndGet(encoded.available());
    return encoded;
  }

  /** Asks for a sign of life; any answer, even a refusal, is one. */
  void askAlive() {
    try {
      Buffer request = createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 32);
      request.putString("keepalive@openssh.com");
      request.putBoolean(true);
      request(request, "keepalive@openssh.com", (_, _) -> {});
    } catch (IOException e) {
      close(true);
    }
  }

  long bytesReceived() {
    return received.get();
  }

  long bytesSent() {
    return sent.get();
  }

  long heardAtNanos() {
    return heardAtNanos;
  }
}
