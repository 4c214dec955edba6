package dev.sortie.recipes;

import dev.sortie.core.recipe.Code;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.Registry;
import dev.sortie.core.recipe.SecretName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes recipes as YAML. */
public final class RecipeWriter {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(100)
          .build();

  private RecipeWriter() {}

  /** The whole recipe, nothing inherited; reading it gives the same recipe again. */
  public static String toYaml(Recipe recipe) {
    return new Dump(SETTINGS).dumpToString(fields(recipe));
  }

  /** A commented file to begin with, called {@code name}. */
  public static String starter(String name) {
    if (!name.matches(RecipeBinder.NAME_FORM)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot name a recipe, expected small letters, digits and -");
    }
    return BuiltIns.resource("starter.yaml").replace("name: NAME", "name: " + name);
  }

  /** The JSON Schema of recipes, for editors. */
  public static String schema() {
    return BuiltIns.resource("recipe.schema.json");
  }

  private static Map<String, Object> fields(Recipe recipe) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", recipe.name());
    put(fields, "description", recipe.description());
    fields.put(
        "hardware",
        ordered(
            "query", recipe.hardware().query(),
            "disk", Units.showGigabytes(recipe.hardware().diskGigabytes())));
    fields.put("image", recipe.image());
    recipe.registry().ifPresent(registry -> fields.put("registry", registry(registry)));
    put(fields, "environment", new TreeMap<>(recipe.environment()));
    put(fields, "secrets", recipe.secrets().stream().map(SecretName::toString).toList());
    put(fields, "ports", recipe.ports());
    put(fields, "setup", recipe.setup());
    fields.put("code", recipe.code().<Object>map(RecipeWriter::code).orElse("none"));
    fields.put("folder", recipe.folder());
    fields.put("task", recipe.task());
    if (recipe.retriesTasks()) {
      fields.put("retry-tasks", true);
    }
    fields.put("outputs", recipe.outputs().stream().map(RecipeWriter::output).toList());
    put(fields, "limits", limits(recipe.limits()));
    fields.put("expect", expectation(recipe.expectation()));
    return fields;
  }

  private static Map<String, Object> registry(Registry registry) {
    Map<String, Object> fields = ordered("server", registry.server(), "user", registry.user());
    fields.put("secret", registry.secret());
    return fields;
  }

  private static Map<String, Object> code(Code code) {
    Map<String, Object> fields = ordered("from", code.from(), "to", code.to());
    put(fields, "exclude", code.exclude());
    return fields;
  }

  private static Map<String, Object> output(Outputs outputs) {
    Map<String, Object> fields = new LinkedHashMap<>(Map.of("from", outputs.from()));
    put(fields, "include", outputs.include());
    put(fields, "exclude", outputs.exclude());
    return fields;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> fields = new LinkedHashMap<>();
    limits.maxCost().ifPresent(usd -> fields.put("max-cost", Units.showMoney(usd)));
    limits.maxHours().ifPresent(time -> fields.put("max-hours", Units.showDuration(time)));
    limits.idleAfter().ifPresent(time -> fields.put("idle-after", Units.showDuration(time)));
    return fields;
  }

  private static Map<String, Object> expectation(Expectation expectation) {
    Map<String, Object> fields =
        ordered(
            "image", Units.showGigabytes(expectation.imageGigabytes()),
            "per-task", Units.showDuration(expectation.perTask()));
    fields.put("outputs", Units.showGigabytes(expectation.outputGigabytes()));
    return fields;
  }

  private static Map<String, Object> ordered(
      String firstKey, String first, String secondKey, String second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(firstKey, first);
    fields.put(secondKey, second);
    return fields;
  }

  private static void put(Map<String, Object> fields, String key, String text) {
    if (!text.isEmpty()) {
      fields.put(key, text);
    }
  }

  private static void put(Map<String, Object> fields, String key, List<?> items) {
    if (!items.isEmpty()) {
      fields.put(key, items);
    }
  }

  private static void put(Map<String, Object> fields, String key, Map<String, ?> items) {
    if (!items.isEmpty()) {
      fields.put(key, items);
    }
  }
}
