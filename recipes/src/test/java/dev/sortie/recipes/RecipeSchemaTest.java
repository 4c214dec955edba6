package dev.sortie.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

final class RecipeSchemaTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(RecipeWriter.schema(), InputFormat.JSON);

  static final List<String> GOOD =
      List.of(
          Samples.FULL,
          BuiltIns.resource("batch.yaml"),
          BuiltIns.resource("voice-tools.yaml"),
          RecipeWriter.starter("x"),
          "extends: batch",
          "extends: batch\nimage: localhost:5000/a/b@sha256:0123456789abcdef0123456789abcdef\n"
              + "registry: {user: me, secret: X, server: 'localhost:5000'}",
          "extends: batch\nimage: 1.dkr.ecr.eu-west-1.amazonaws.com/a:b\nregistry: {user: AWS, secret: X}",
          "extends: batch\nenvironment: {PATH: /x, IFS: x, UID: 1, G: x, guard: x}\nsecrets: [HOME, d?]",
          "extends: batch\nlimits: {max-hours: 2h, max-cost: 1}",
          "extends: batch\ncode: none\nsetup: make\nsecrets: A?\nports: 80\noutputs: /work");

  @ParameterizedTest
  @FieldSource("GOOD")
  void acceptsWhatTheReaderAccepts(String text) {
    assertThatCode(() -> RecipeReader.read("good.yaml", text)).doesNotThrowAnyException();
    assertThat(complaints(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: a",
        "hardware: {disk: 3}\nimage: a\ntask: '{task}'\noutputs: []",
        "hardware: {query: a}\nimage: a\ntask: '{task}'",
        "extends: batch\nnmae: x",
        "extends: batch\nname: Not A Name",
        "extends: batch\nname: 3",
        "extends: 3",
        "extends: batch\nhardware: {disk: lots}",
        "extends: batch\nhardware: {disk: 0}",
        "extends: batch\nhardware: {disk: 60 GiB}",
        "extends: batch\nhardware: {dsk: 3}",
        "extends: batch\nhardware: {query: ' '}",
        "extends: batch\nimage: my image",
        "extends: batch\nenvironment: {1A: x}",
        "extends: batch\nenvironment: {A: [x]}",
        "extends: batch\nenvironment: {A: }",
        "extends: batch\nenvironment: {SORTIE_MARKET_URL: x}",
        "extends: batch\nenvironment: {CONTAINER_API_KEY: x}",
        "extends: batch\nenvironment: {OPTIND: x}",
        "extends: batch\nregistry: {user: x}",
        "extends: batch\nregistry: {user: a b, secret: X}",
        "extends: batch\nregistry: {user: -p, secret: X}",
        "extends: batch\nregistry: {user: x, secret: X, server: 'a b'}",
        "extends: batch\nregistry: {user: x, secret: X, password: y}",
        "extends: batch\nsecrets: SHELLOPTS?",
        "extends: batch\nsecrets: [SORTIE_TASK]",
        "extends: batch\nsecrets: [A B]",
        "extends: batch\nports: [0]",
        "extends: batch\nports: [65536]",
        "extends: batch\nports: [22, 22]",
        "extends: batch\nsetup: [true]",
        "extends: batch\nsetup: ['']",
        "extends: batch\ncode: {to: relative}",
        "extends: batch\ncode: {two: /x}",
        "extends: batch\nfolder: /",
        "extends: batch\nfolder: /a/../b",
        "extends: batch\ntask: run",
        "extends: batch\noutputs: work",
        "extends: batch\noutputs: [{include: x}]",
        "extends: batch\noutputs: [{from: /x, inclde: x}]",
        "extends: batch\nlimits: {max-cost: free}",
        "extends: batch\nlimits: {max-cost: 0}",
        "extends: batch\nlimits: {max-hours: 0h}",
        "extends: batch\nlimits: {idle-after: 30}",
        "extends: batch\nlimits: {max-price: 3}",
        "extends: batch\nexpect: {per-task: 5 min}",
        "extends: batch\nexpect: {image: true}",
        "- a"
      })
  void rejectsWhatTheReaderRejects(String text) {
    assertThatThrownBy(() -> RecipeReader.read("bad.yaml", text))
        .isInstanceOf(BadRecipeException.class);
    assertThat(complaints(text)).isNotEmpty();
  }

  @Test
  void isPublishedAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("../docs/recipe.schema.json")))
        .isEqualTo(RecipeWriter.schema());
  }

  private static List<Error> complaints(String text) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
    return SCHEMA.validate(JSON.valueToTree(value));
  }
}
