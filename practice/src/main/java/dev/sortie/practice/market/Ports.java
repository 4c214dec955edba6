package dev.sortie.practice.market;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which ports an order opens. {@code -p 8188:8188} maps the port inside to some port outside; from
 * 70000 on it means "any port, but the same inside and outside". A UDP port keeps its number: an
 * instance shares the network of this computer, so nothing needs to be forwarded for it.
 */
public final class Ports {
  /** Ports asked for from here on are "the same inside and outside". */
  static final int SAME_FROM = 70_000;

  private static final Pattern MAPPING =
      Pattern.compile("-p\\s+(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");

  private Ports() {}

  /** TCP ports inside that get a port outside; 22 with SSH, 8080 with Jupyter. */
  public static Set<Integer> exposed(Order order) {
    Set<Integer> ports = new TreeSet<>();
    if (!order.runtype().contains("args")) {
      ports.add(22);
    }
    if (order.jupyter()) {
      ports.add(8080);
    }
    for (Mapping mapping : mappings(order)) {
      if (mapping.inside() < SAME_FROM && !mapping.udp()) {
        ports.add(mapping.inside());
      }
    }
    return ports;
  }

  /** UDP ports inside, below those of "the same inside and outside". */
  public static Set<Integer> udp(Order order) {
    Set<Integer> ports = new TreeSet<>();
    for (Mapping mapping : mappings(order)) {
      if (mapping.inside() < SAME_FROM && mapping.udp()) {
        ports.add(mapping.inside());
      }
    }
    return ports;
  }

  /** The placeholders (70000 on) of "same" ports. */
  static Set<Integer> same(Order order) {
    Set<Integer> ports = new TreeSet<>(same(order, false));
    ports.addAll(same(order, true));
    return ports;
  }

  /** Those of one protocol. */
  public static Set<Integer> same(Order order, boolean udp) {
    Set<Integer> ports = new TreeSet<>();
    for (Mapping mapping : mappings(order)) {
      if (mapping.inside() >= SAME_FROM && mapping.udp() == udp) {
        ports.add(mapping.inside());
      }
    }
    return ports;
  }

  /** The environment without its port mappings, volumes, networks and host names. */
  static Map<String, String> variables(Map<String, String> env) {
    Map<String, String> variables = new LinkedHashMap<>();
    env.forEach((key, value) -> {
      if (!key.startsWith("-")) {
        variables.put(key, value);
      }
    });
    return variables;
  }

  private record Mapping(int inside, boolean udp) {}

  private static Iterable<Mapping> mappings(Order order) {
    return order.env().keySet().stream()
        .map(MAPPING::matcher)
        .filter(Matcher::matches)
        .map(m -> new Mapping(Integer.parseInt(m.group(2)), "udp".equals(m.group(3))))
        .filter(mapping -> mapping.inside() > 0)
        .filter(mapping -> mapping.inside() <= 65_535 || mapping.inside() >= SAME_FROM)
        .toList();
  }
}
