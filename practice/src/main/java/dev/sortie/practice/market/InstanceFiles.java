package dev.sortie.practice.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of one instance, seen from this computer.
 *
 * @param files what the instance sees as {@code /}
 */
public record InstanceFiles(Path files) {
  private static final Pattern OPTION = Pattern.compile("-[A-Za-z0-9]+");
  private static final Set<String> COMMANDS = Set.of("ls", "rm", "du");

  /** What onstart has printed so far; empty before it ran. */
  public List<String> onstartLog() {
    Path log = files.resolve("var/log/onstart.log");
    try {
      return Files.exists(log)
          ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** What stands in front of every path in the output of {@link #run}. */
  public String prefix() {
    return files.toString();
  }

  /** Runs ls, rm or du on paths inside the instance; empty when it is anything else. */
  public Optional<String> run(String command) {
    List<String> words = List.of(command.strip().split("\\s+", -1));
    if (!COMMANDS.contains(words.getFirst())) {
      return Optional.empty();
    }
    List<String> line = new ArrayList<>(List.of(words.getFirst()));
    for (String word : words.subList(1, words.size())) {
      Optional<String> safe = OPTION.matcher(word).matches() ? Optional.of(word) : inside(word);
      if (safe.isEmpty()) {
        return Optional.empty();
      }
      line.add(safe.get());
    }
    return Optional.of(output(line));
  }

  /** This computer's path of one inside; empty when it leads out, also through a link. */
  private Optional<String> inside(String path) {
    String fromRoot = path.startsWith("/") ? path.substring(1) : "root/" + path;
    Path here = files.resolve(fromRoot).normalize();
    return here.startsWith(files) && realPath(here)
        ? Optional.of(here.toString())
        : Optional.empty();
  }

  /** Whether the path, or its nearest parent that stands, really lies inside. */
  private boolean realPath(Path here) {
    Path standing = files;
    for (Path step : files.relativize(here)) {
      Path next = standing.resolve(step);
      if (!Files.exists(next)) {
        break;
      }
      standing = next;
    }
    try {
      return standing.toRealPath().startsWith(files.toRealPath());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private String output(List<String> line) {
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(files.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + line.getFirst(), e);
    }
  }
}
