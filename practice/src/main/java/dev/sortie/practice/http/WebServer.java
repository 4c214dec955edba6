package dev.sortie.practice.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on 127.0.0.1 and passes every request to the {@link Dispatcher}. */
public final class WebServer implements AutoCloseable {
  static {
    // Without it every small answer waits for the caller's delayed acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private static final int LAST_ANSWERS_SECONDS = 1;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private WebServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Binds a port; nothing is served before {@link #serve}.
   *
   * @param port the port wanted; 0 = any
   * @param orAny take any port when the wanted one is taken
   */
  public static WebServer bind(int port, boolean orAny) {
    try {
      return new WebServer(listen(port));
    } catch (BindException taken) {
      if (!orAny) {
        throw new UncheckedIOException("port " + port + " is taken", taken);
      }
      return bind(0, false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  private static HttpServer listen(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return HttpServer.create(new InetSocketAddress(loopback, port), 256);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public void serve(Dispatcher dispatcher) {
    server.createContext("/", exchange -> answer(exchange, dispatcher));
    server.setExecutor(executor);
    server.start();
  }

  private static void answer(HttpExchange exchange, Dispatcher dispatcher) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      Reply reply =
          dispatcher.dispatch(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("User-Agent"), ""),
              sent);
      if (reply instanceof Reply.Answer answer) {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(LAST_ANSWERS_SECONDS);
    executor.close();
  }
}
