package dev.sortie.cli.config;

import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads {@code config.yaml}: a table of keys such as {@code api-key} and {@code disk}. A dot in a
 * key may also be written as a table in the table.
 */
final class ConfigFile {
  private final Path file;

  ConfigFile(Path file) {
    this.file = file;
  }

  /**
   * What stands in the file.
   *
   * @param bad what in it could not be understood, each for itself; the rest holds
   */
  record Values(
      Map<EnvironmentVariable, String> variables, Map<ConfigKey, String> own, List<Trouble> bad) {
    static final Values NONE = bad(List.of());

    static Values bad(List<Trouble> bad) {
      return new Values(Map.of(), Map.of(), bad);
    }
  }

  Values parse(String text) {
    Values values =
        new Values(
            new EnumMap<>(EnvironmentVariable.class),
            new EnumMap<>(ConfigKey.class),
            new ArrayList<>());
    try {
      read(text, values);
    } catch (TroubleException e) {
      values.bad().add(e.trouble());
    }
    return values;
  }

  private void read(String text, Values values) {
    Object read;
    try {
      read =
          new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new TroubleException(trouble(String.valueOf(e.getMessage())), e);
    }
    if (read == null) {
      return;
    }
    if (!(read instanceof Map<?, ?> table)) {
      throw trouble(file + ": expected lines such as `disk: 60`").asException();
    }
    read("", table, values);
  }

  private void read(String before, Map<?, ?> table, Values values) {
    table.forEach((name, value) -> {
      String key = before + name;
      if (value instanceof Map<?, ?> inner && isTable(key)) {
        read(key + ".", inner, values);
      } else {
        try {
          put(key, value, values);
        } catch (TroubleException e) {
          values.bad().add(e.trouble());
        }
      }
    });
  }

  private static boolean isTable(String key) {
    return Stream.of(ConfigKey.values()).anyMatch(own -> own.key().startsWith(key + "."));
  }

  private void put(String key, Object value, Values values) {
    Optional<ConfigKey> own =
        Stream.of(ConfigKey.values()).filter(one -> one.key().equals(key)).findFirst();
    if (own.isPresent()) {
      values.own().put(own.get(), value instanceof Boolean yes ? yes.toString() : text(key, value));
    } else {
      values.variables().put(variable(key), text(key, value));
    }
  }

  private String text(String key, Object value) {
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw trouble(file + ": " + key + ": expected one text or number").asException();
  }

  private EnvironmentVariable variable(String key) {
    return known()
        .filter(variable -> variable.configKey().equals(Optional.of(key)))
        .findFirst()
        .orElseThrow(() ->
            trouble(file + ": unknown key \"" + key + "\"; there are " + keys()).asException());
  }

  private static String keys() {
    return Stream.concat(
            known().map(variable -> variable.configKey().orElseThrow()),
            Stream.of(ConfigKey.values()).map(ConfigKey::key))
        .collect(Collectors.joining(", "));
  }

  private static Stream<EnvironmentVariable> known() {
    return Stream.of(EnvironmentVariable.values())
        .filter(variable -> variable.configKey().isPresent());
  }

  private Trouble trouble(String happened) {
    return new Trouble(Cause.BAD_ARGUMENT, happened, "correct " + file);
  }
}
