package dev.sortie.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipeWriterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        Samples.FULL,
        "extends: batch",
        "extends: voice-tools",
        "extends: batch\ncode: none\noutputs: []",
        "extends: batch\nenvironment: {A: '1', B: 'no: yes', C: \"x\\ty\\n\", D: '~', E: '# no'}"
      })
  void readsBackWhatItWrites(String text) {
    Recipe recipe = RecipeReader.read("some.yaml", text);
    assertThat(RecipeReader.read("other.yaml", RecipeWriter.toYaml(recipe))).isEqualTo(recipe);
  }

  @Test
  void writesAsAPersonWould() {
    assertThat(RecipeWriter.toYaml(RecipeReader.read("full.yaml", Samples.FULL)))
        .isEqualTo(
            """
            name: comics
            description: Up-scales pages
            hardware:
              query: gpu_ram >= 8 reliability > 0.98
              disk: 1500 GB
            image: ghcr.io/someone/upscale:1.0@sha256:0123456789abcdef0123456789abcdef
            environment:
              EMPTY: ''
              MODE: on
              QUIET: 'true'
              VERSION: '1.10'
            secrets:
              - HF_TOKEN?
              - KEY
            ports:
              - 8188
              - 22
            setup:
              - pip install x
              - |
                echo a
                echo b
            code:
              from: src
              to: /code
              exclude:
                - '*.wav'
            folder: /code/inner
            task: run {task} --fast
            retry-tasks: true
            outputs:
              - from: /work
                include:
                  - '*.png'
                exclude:
                  - tmp/
              - from: /data/out
            limits:
              max-cost: $1.50
              max-hours: 1h30m
              idle-after: 30m
            expect:
              image: 2.5 GB
              per-task: 1m30s
              outputs: 0.5 GB
            """);
  }

  @Test
  void startsAPersonOffWithAFileThatCanBeReadAtOnce() {
    Recipe recipe = RecipeReader.read("x.yaml", RecipeWriter.starter("my-work"));
    assertThat(recipe.name()).isEqualTo("my-work");
    assertThatThrownBy(() -> RecipeWriter.starter("My work"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyCommentedKeyOfTheStarterCanBeReadWhenItsMarkIsTaken() {
    String all =
        RecipeWriter.starter("x").replaceAll("(?m)^(\\s*)# (?=( *)[A-Za-z_-]+:( |$)|  - )", "$1");
    Recipe recipe = RecipeReader.read("x.yaml", all);
    assertThat(recipe.environment()).containsKey("HF_HOME");
    assertThat(recipe.setup()).hasSize(1);
    assertThat(recipe.limits().idleAfter()).isPresent();
    assertThat(recipe.code().orElseThrow().exclude()).isNotEmpty();
    assertThat(recipe.outputs().getFirst().exclude()).isNotEmpty();
  }
}
