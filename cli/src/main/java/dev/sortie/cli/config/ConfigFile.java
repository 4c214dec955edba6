package dev.sortie.cli.config;

import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code config.yaml}: a flat table of keys such as {@code api-key} and {@code disk}. */
final class ConfigFile {
  private final Path file;

  ConfigFile(Path file) {
    this.file = file;
  }

  /**
   * @throws TroubleException when the text is not such a table or a key is not known
   */
  Map<EnvironmentVariable, String> parse(String text) {
    Object read;
    try {
      read =
          new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new TroubleException(trouble(String.valueOf(e.getMessage())), e);
    }
    Map<EnvironmentVariable, String> values = new EnumMap<>(EnvironmentVariable.class);
    if (read == null) {
      return values;
    }
    if (!(read instanceof Map<?, ?> table)) {
      throw trouble(file + ": expected lines such as `disk: 60`").asException();
    }
    table.forEach((key, value) -> values.put(variable(String.valueOf(key)), text(key, value)));
    return values;
  }

  private String text(Object key, Object value) {
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
            trouble(
                    file
                        + ": unknown key \""
                        + key
                        + "\"; there are "
                        + known()
                            .map(variable -> variable.configKey().orElseThrow())
                            .collect(Collectors.joining(", ")))
                .asException());
  }

  private static Stream<EnvironmentVariable> known() {
    return Stream.of(EnvironmentVariable.values())
        .filter(variable -> variable.configKey().isPresent());
  }

  private Trouble trouble(String happened) {
    return new Trouble(Cause.BAD_ARGUMENT, happened, "correct " + file);
  }
}
