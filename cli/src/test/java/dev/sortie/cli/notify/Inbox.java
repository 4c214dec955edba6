package dev.sortie.cli.notify;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A web server that keeps what it is sent. */
public final class Inbox implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();

  /** What came. */
  public record Letter(Headers headers, String body) {}

  public Inbox(int status) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          letters.add(new Letter(exchange.getRequestHeaders(), body));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret-topic");
  }

  public Letter next() {
    try {
      Letter letter = letters.poll(1, TimeUnit.MINUTES);
      if (letter == null) {
        throw new AssertionError("nothing came");
      }
      return letter;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean isEmpty() {
    return letters.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
