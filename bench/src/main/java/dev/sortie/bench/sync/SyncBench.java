package dev.sortie.bench.sync;

import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.SshHosts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Times our sync beside {@code rsync -a} and {@code scp -r} over the same OpenSSH server on
 * loopback, all with aes128-gcm, rounds interleaved, medians; and the processor time of both ends,
 * which a busy machine disturbs less. Arguments: a folder to work in (a memory file system takes
 * the disk out of the figures), the number of rounds, then the cases to run (default all).
 */
public final class SyncBench {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final int rounds;
  private final Server server;
  private final RemoteHost host;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private final Map<String, List<Double>> cpuSeconds = new LinkedHashMap<>();

  private SyncBench(Path folder, int rounds, Server server, RemoteHost host) {
    this.folder = folder;
    this.rounds = rounds;
    this.server = server;
    this.host = host;
  }

  public static void main(String[] args) throws Exception {
    Path base = Path.of(args.length > 0 ? args[0] : "/dev/shm");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    List<String> cases =
        args.length > 2
            ? Arrays.asList(args).subList(2, args.length)
            : List.of("4000x100K", "100000x1K", "1x2G");
    Path folder = Files.createTempDirectory(Files.createDirectories(base), "sortie-bench");
    try (Server server = new Server(folder);
        SshHosts hosts = new SshHosts();
        RemoteHost host = hosts.connect(server.target())) {
      SyncBench bench = new SyncBench(folder, rounds, server, host);
      bench.warmUp();
      for (String one : cases) {
        String[] parts = one.split("x");
        bench.measure(one, Integer.parseInt(parts[0]), bytes(parts[1]));
      }
      bench.print();
    } finally {
      run(List.of("rm", "-rf", folder.toString()));
    }
  }

  private static long bytes(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'K' -> number << 10;
      case 'M' -> number << 20;
      case 'G' -> number << 30;
      default -> throw new IllegalArgumentException("not a size: " + text);
    };
  }

  /** The others start as compiled programs; so that ours is no cold JVM either. */
  private void warmUp() throws Exception {
    Path local = folder.resolve("warm");
    make(local, 3000, 2000, 9);
    for (int i = 0; i < 3; i++) {
      push(local, folder.resolve("warm-far" + i));
      pull(folder.resolve("warm-far" + i), folder.resolve("warm-back" + i));
    }
  }

  private interface Way {
    void go(Path from, Path to) throws Exception;
  }

  private void measure(String name, int files, long size) throws Exception {
    Path local = folder.resolve("local");
    make(local, files, size, 1);
    Map<String, Way> pushes = new LinkedHashMap<>();
    pushes.put("sortie", this::push);
    pushes.put("rsync", this::rsyncPush);
    if (files <= 10_000 || rounds == 1) {
      pushes.put("scp", this::scp);
    }
    Map<String, Way> pulls = new LinkedHashMap<>();
    pulls.put("sortie", this::pull);
    pulls.put("rsync", this::rsyncPull);
    for (int round = 0; round < rounds; round++) {
      for (var way : pushes.entrySet()) {
        Path far = folder.resolve("far-" + way.getKey());
        clear(far);
        time(name + " push", way.getKey(), () -> way.getValue().go(local, far));
        same(local, far);
      }
      change(local, files, round);
      for (String tool : List.of("sortie", "rsync")) {
        Path far = folder.resolve("far-" + tool);
        Way way = pushes.get(tool);
        if (way != null) {
          time(name + " push, 1 % changed", tool, () -> way.go(local, far));
          same(local, far);
        }
      }
      for (var way : pulls.entrySet()) {
        Path back = folder.resolve("back-" + way.getKey());
        clear(back);
        Path far = folder.resolve("far-rsync");
        time(name + " pull", way.getKey(), () -> way.getValue().go(far, back));
        same(far, back);
        clear(back);
      }
    }
    for (String tool : List.of("sortie", "rsync", "scp")) {
      clear(folder.resolve("far-" + tool));
    }
    clear(local);
  }

  private interface Step {
    void go() throws Exception;
  }

  private void time(String what, String tool, Step step) throws Exception {
    double cpuBefore = CpuTime.seconds();
    long began = System.nanoTime();
    step.go();
    double took = (System.nanoTime() - began) / 1e9;
    double cpu = CpuTime.seconds() - cpuBefore;
    seconds.computeIfAbsent(what + "|" + tool, _ -> new ArrayList<>()).add(took);
    cpuSeconds.computeIfAbsent(what + "|" + tool, _ -> new ArrayList<>()).add(cpu);
    System.err.printf(Locale.ROOT, "%-32s %-8s %7.2f s %7.2f s CPU%n", what, tool, took, cpu);
  }

  private void push(Path from, Path to) {
    host.push(new PushRequest(from, to.toString(), List.of(), true), SyncProgress.NONE, PATIENCE);
  }

  private void pull(Path from, Path to) {
    var report =
        host.pull(
            new PullRequest(from.toString(), to, List.of(), List.of()),
            SyncProgress.NONE,
            PATIENCE);
    if (!report.missing().isEmpty()) {
      throw new IllegalStateException("missing: " + report.missing());
    }
  }

  private String ssh() {
    return "ssh -p " + server.port() + " " + String.join(" ", server.options());
  }

  private void rsyncPush(Path from, Path to) throws Exception {
    run(List.of("rsync", "-a", "-e", ssh(), from + "/", "root@127.0.0.1:" + to + "/"));
  }

  private void rsyncPull(Path from, Path to) throws Exception {
    run(List.of("rsync", "-a", "-e", ssh(), "root@127.0.0.1:" + from + "/", to + "/"));
  }

  private void scp(Path from, Path to) throws Exception {
    List<String> command = new ArrayList<>(List.of("scp", "-q", "-r", "-P", "" + server.port()));
    command.addAll(server.options());
    command.addAll(List.of(from.toString(), "root@127.0.0.1:" + to));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(command.get(0) + " ended with " + status);
    }
  }

  private static void clear(Path folder) throws Exception {
    run(List.of("rm", "-rf", folder.toString()));
  }

  private static void same(Path a, Path b) throws Exception {
    run(List.of("diff", "-rq", "-x", ".sortie-????????????????", a.toString(), b.toString()));
  }

  private static void make(Path folder, int files, long size, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] block = new byte[(int) Math.min(size, 1 << 20)];
    for (int i = 0; i < files; i++) {
      Path parent = folder.resolve("d" + i / 100);
      if (i % 100 == 0) {
        Files.createDirectories(parent);
      }
      try (OutputStream out = Files.newOutputStream(parent.resolve("f" + i))) {
        for (long left = size; left > 0; left -= block.length) {
          random.nextBytes(block);
          out.write(block, 0, (int) Math.min(left, block.length));
        }
      }
    }
  }

  /** Every hundredth file gets other bytes; of a single file one byte in the middle. */
  private static void change(Path folder, int files, int round) throws IOException {
    for (int i = 0; i < files; i += 100) {
      Path file = folder.resolve("d" + i / 100).resolve("f" + i);
      try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
        content.seek(content.length() / 2);
        content.write(round);
        content.seek(content.length());
        content.write(round);
      }
    }
  }

  private void print() {
    System.out.println(
        "| case | sortie s | rsync s | scp s | rsync / sortie | scp / sortie"
            + " | CPU sortie s | CPU rsync s |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    seconds.keySet().stream()
        .map(k -> k.substring(0, k.indexOf('|')))
        .distinct()
        .forEach(what ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %s | %s | %s | %s | %.1f | %.1f |%n",
                what,
                median(seconds, what, "sortie"),
                shown(median(seconds, what, "rsync")),
                shown(median(seconds, what, "scp")),
                shown(median(seconds, what, "rsync") / median(seconds, what, "sortie")),
                shown(median(seconds, what, "scp") / median(seconds, what, "sortie")),
                median(cpuSeconds, what, "sortie"),
                median(cpuSeconds, what, "rsync")));
  }

  private static String shown(double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.2f", number);
  }

  private static double median(Map<String, List<Double>> of, String what, String tool) {
    List<Double> all = of.getOrDefault(what + "|" + tool, List.of());
    return all.isEmpty() ? Double.NaN : all.stream().sorted().toList().get(all.size() / 2);
  }
}
