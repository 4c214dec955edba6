package dev.sortie.engine.guard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A container of one's own for a start script: an empty {@code /root}, its own processes, a PATH of
 * chosen programs, and a market on loopback that takes down what it is asked.
 */
final class GuardBox implements AutoCloseable {
  static final String KEY = "instance-key-of-the-test";
  private static final List<String> BASICS =
      List.of("cat", "date", "mkdir", "sleep", "sed", "grep", "setsid", "printf", "ls", "sh");

  private final Path folder;
  private final HttpServer market;
  private final List<Process> processes = new ArrayList<>();
  private final List<Integer> statuses;
  final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * @param statuses what the market answers in turn, the last one for ever
   */
  GuardBox(Path folder, List<Integer> statuses) throws IOException {
    this.folder = folder;
    this.statuses = statuses;
    this.market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    market.createContext("/", this::answer);
    market.start();
  }

  /** Whether this machine lets a test have mounts and processes of its own. */
  static boolean isPossible() {
    try {
      Process process =
          new ProcessBuilder(isolated("mount -t tmpfs none /root"))
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static boolean has(String program) {
    return Files.isExecutable(Path.of(program));
  }

  /**
   * Runs {@code text}, in which {@code onstart} stands for a run of the start script by this shell,
   * as process 1 of a new container; it lives until closed.
   *
   * @param programs absolute paths of programs on the PATH besides the most basic ones, or {@code
   *     busybox/NAME}
   */
  Process start(String shell, String onstart, String text, List<String> programs)
      throws IOException {
    Path script = Files.writeString(folder.resolve("onstart.sh"), onstart);
    StringBuilder body = new StringBuilder("mount -t tmpfs none /root && cd /root || exit 70\n");
    body.append("b=/usr/bin/busybox; $b mkdir bin\n");
    body.append("for name in ").append(String.join(" ", BASICS)).append("; do ");
    body.append("$b ln -s $b bin/$name; done\n");
    for (String program : programs) {
      String name = program.substring(program.lastIndexOf('/') + 1);
      String to = program.startsWith("busybox/") ? "$b" : program;
      body.append("$b ln -s ").append(to).append(" bin/").append(name).append('\n');
    }
    body.append("PATH=/root/bin; export PATH\n");
    body.append("onstart() { ").append(shell).append(' ').append(script).append("; }\n");
    body.append(text).append('\n');
    ProcessBuilder builder = new ProcessBuilder(isolated(body.toString()));
    builder.environment().putAll(environment());
    Process process = builder.redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  /** As {@link #start}, for text that ends; what it printed. */
  String run(String shell, String onstart, String text, List<String> programs)
      throws IOException, InterruptedException {
    Process process = start(shell, onstart, text + "\nexit 0", programs);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(10, TimeUnit.SECONDS);
    return printed;
  }

  private Map<String, String> environment() {
    return Map.of(
        "CONTAINER_ID",
        "4711",
        "CONTAINER_API_KEY",
        KEY,
        "SORTIE_MARKET_URL",
        "http://127.0.0.1:" + market.getAddress().getPort(),
        "CROOKED",
        "it's \"so\" $HOME `x` \\ two\nlines");
  }

  private static List<String> isolated(String body) {
    return List.of(
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
        "/bin/sh",
        "-c",
        body);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + exchange.getRequestHeaders().getFirst("Content-Type")
              + " "
              + body);
      int status = statuses.get(Math.min(requests.size(), statuses.size()) - 1);
      byte[] reply = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // The processes of the container die with unshare's child.
    processes.forEach(Process::destroyForcibly);
    market.stop(0);
  }
}
