package dev.sortie.practice.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads faults: one a line, a name and then settings.
 *
 * <pre>
 * # the first two creates are refused, then every boot on machine 43973 hangs
 * offer_gone times=2
 * stuck_loading machine=43973
 * destroy_resurrects label=run- seconds=20 times=1
 * unavailable route=/instances method=GET nth=3 times=2 status=502
 * rate_limit_factor=1
 * </pre>
 *
 * <p>{@code rate_limit_factor} scales the documented rate limits, which are off (0) otherwise.
 * Settings of a fault: machine, instance, label, route, method, nth (1), times (0 = always),
 * seconds, status.
 */
public final class FaultText {
  private static final Pattern FACTOR =
      Pattern.compile(
          "^[ \t]*rate_limit_factor[ \t]*=[ \t]*(\\d+(?:\\.\\d+)?)[ \t]*$", Pattern.MULTILINE);

  private FaultText() {}

  /**
   * Reads a whole file.
   *
   * @throws IllegalArgumentException naming every bad line
   */
  public static List<Fault> parse(String text) {
    List<Fault> faults = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceAll("#.*", "").strip();
      if (!line.isEmpty()) {
        try {
          faults.add(line(line));
        } catch (IllegalArgumentException bad) {
          problems.add("line " + (i + 1) + ": " + bad.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return faults;
  }

  /**
   * Puts every fault of a text on the board, and the factor of a {@code rate_limit_factor=0.1}
   * line.
   *
   * @throws IllegalArgumentException naming every bad line; then nothing is switched on
   */
  public static void apply(String text, FaultBoard board) {
    Matcher factor = FACTOR.matcher(text);
    List<Fault> faults = parse(factor.replaceAll(""));
    faults.forEach(board::add);
    factor.reset().results().forEach(m -> board.rateLimitFactor(Double.parseDouble(m.group(1))));
  }

  private static Fault line(String line) {
    String[] words = line.split("\\s+", -1);
    Map<String, String> settings = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int sign = words[i].indexOf('=');
      if (sign < 1) {
        throw new IllegalArgumentException("expected setting=value, got " + words[i]);
      }
      settings.put(words[i].substring(0, sign), words[i].substring(sign + 1));
    }
    return of(words[0], settings);
  }

  /**
   * Makes one fault of its name and settings.
   *
   * @throws IllegalArgumentException when the name, a setting or a value is not known
   */
  public static Fault of(String name, Map<String, String> given) {
    FaultKind kind =
        FaultKind.named(name)
            .orElseThrow(() -> new IllegalArgumentException("no such fault: " + name));
    Map<String, String> rest = new HashMap<>(given);
    Fault fault =
        new Fault(
            kind,
            whole(rest.remove("machine")),
            whole(rest.remove("instance")),
            Optional.ofNullable(rest.remove("label")),
            Optional.ofNullable(rest.remove("route")),
            Optional.ofNullable(rest.remove("method")),
            (int) whole(rest.remove("nth")).orElse(1),
            (int) whole(rest.remove("times")).orElse(0),
            real(rest.remove("seconds")),
            (int) whole(rest.remove("status")).orElse(503));
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("no such setting: " + String.join(", ", rest.keySet()));
    }
    return fault;
  }

  private static OptionalLong whole(@Nullable String text) {
    return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static OptionalDouble real(@Nullable String text) {
    return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
