package dev.sortie.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Code;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.SecretName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecipeReaderTest {
  @Test
  void readsEveryKey() {
    Recipe recipe = RecipeReader.read("full.yaml", Samples.FULL);
    assertThat(recipe)
        .isEqualTo(
            new Recipe(
                "comics",
                "Up-scales pages",
                new Hardware("gpu_ram >= 8 reliability > 0.98", 1500),
                "ghcr.io/someone/upscale:1.0@sha256:0123456789abcdef0123456789abcdef",
                Map.of("MODE", "on", "VERSION", "1.10", "EMPTY", "", "QUIET", "true"),
                List.of(new SecretName("HF_TOKEN", false), new SecretName("KEY", true)),
                List.of(8188, 22),
                List.of("pip install x", "echo a\necho b\n"),
                Optional.of(new Code("src", "/code", List.of("*.wav"))),
                "run {task} --fast",
                "/code/inner",
                List.of(
                    new Outputs("/work", List.of("*.png"), List.of("tmp/")),
                    new Outputs("/data/out", List.of(), List.of())),
                new Limits(
                    Optional.of(Usd.of("1.50")),
                    Optional.of(Duration.ofMinutes(90)),
                    Optional.of(Duration.ofMinutes(30))),
                new Expectation(2.5, Duration.ofSeconds(90), 0.5),
                true));
  }

  @Test
  void fillsInWhatALittleRecipeLeavesOut() {
    Recipe recipe =
        RecipeReader.read(
            "folder/My work.yaml",
            """
            hardware: {query: gpu_ram > 8}
            image: ubuntu
            task: "{task}"
            outputs: []
            """);
    assertThat(recipe)
        .isEqualTo(
            new Recipe(
                "my-work",
                "",
                new Hardware("gpu_ram > 8", 20),
                "ubuntu",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "{task}",
                "/app",
                List.of(),
                new Limits(Optional.empty(), Optional.empty(), Optional.empty()),
                Expectation.UNKNOWN,
                false));
  }

  @Test
  void reportsEverythingAtOnceInTheOrderOfTheText() {
    assertComplaints(
        """
        image: my image
        hardwear:
          query: x
        hardware:
          disk: lots
          dsk: 3
        task: run it
        ports: [22, 70000, 22]
        """,
        "bad.yaml:1:1: outputs: missing, expected the folders to bring home such as /work, or []"
            + " for none",
        "bad.yaml:1:8: image: \"my image\" will not do, expected a container image such as"
            + " nvidia/cuda:12.4.1-runtime-ubuntu22.04",
        "bad.yaml:2:1: hardwear: unknown key, expected one of extends, name, description, hardware,"
            + " image, folder, environment, secrets, ports, setup, code, task, outputs, limits,"
            + " expect, retry-tasks, registry, did you mean hardware?",
        "bad.yaml:5:3: hardware.query: missing, expected conditions such as gpu_ram >= 8"
            + " reliability > 0.98",
        "bad.yaml:5:9: hardware.disk: \"lots\" will not do, expected a size such as 60 GB or 500"
            + " MB",
        "bad.yaml:6:3: hardware.dsk: unknown key, expected one of query, disk, did you mean disk?",
        "bad.yaml:7:7: task: \"run it\" will not do, expected a command with {task} in place of the"
            + " line of the task file",
        "bad.yaml:8:13: ports: \"70000\" will not do, expected a port from 1 to 65535",
        "bad.yaml:8:20: ports: 22 given twice");
  }

  @Test
  void namesBothLinesOfAKeyGivenTwice() {
    assertComplaints(
        """
        extends: batch
        image: a
        image: b
        environment:
          A: 1
          A: 2
        """,
        "bad.yaml:3:1: image: given twice, first in line 2",
        "bad.yaml:6:3: A: given twice, first in line 5");
  }

  @Test
  void saysWhatAValueIsAndWhatItShouldBe() {
    assertComplaints(
        """
        extends: batch
        name: 3
        description:
        hardware: [1]
        environment: {A: [], 1B: x}
        secrets: {A: b}
        setup: [true, ""]
        code: {from: .., to: /a/../b}
        outputs: [work, {from: /}, {include: x}]
        limits: {max-cost: free, max-hours: 0, idle-after: 30}
        expect: {image: yes, per-task: 5 min}
        """,
        "bad.yaml:2:7: name: is a number, expected small letters, digits and - such as my-work",
        "bad.yaml:3:13: description: is empty, expected a text",
        "bad.yaml:4:11: hardware: is a list, expected a mapping",
        "bad.yaml:5:18: environment.A: is a list, expected a text (\"\" for an empty one)",
        "bad.yaml:5:22: environment.1B: cannot name a variable, expected letters, digits and _",
        "bad.yaml:6:10: secrets: is a mapping, expected a variable's name, with ? behind it when it"
            + " may be missing",
        "bad.yaml:7:9: setup: is true or false, expected shell commands",
        "bad.yaml:7:15: setup: \"\" will not do, expected shell commands",
        "bad.yaml:8:22: code.to: \"/a/../b\" will not do, expected a folder on the machine such as"
            + " /work, without ..",
        "bad.yaml:9:11: outputs: \"work\" will not do, expected a folder on the machine such as"
            + " /work, without ..",
        "bad.yaml:9:24: outputs.from: \"/\" will not do, expected a folder on the machine such as"
            + " /work, without ..",
        "bad.yaml:9:28: outputs.from: missing, expected a folder on the machine such as /work,"
            + " without ..",
        "bad.yaml:10:20: limits.max-cost: \"free\" will not do, expected dollars such as $1.50",
        "bad.yaml:10:37: limits.max-hours: \"0\" will not do, expected hours such as 2, 2h or 90m",
        "bad.yaml:10:52: limits.idle-after: \"30\" will not do, expected a time such as 90m or"
            + " 1h30m",
        "bad.yaml:11:17: expect.image: \"yes\" will not do, expected a size such as 60 GB or 500 MB",
        "bad.yaml:11:32: expect.per-task: \"5 min\" will not do, expected a time such as 90m or"
            + " 1h30m");
  }

  @Test
  void pointsAtTheSpotWhereItStopsBeingYaml() {
    assertComplaints(
        "image: a\ntask: [1, 2\n",
        "bad.yaml:3:1: not YAML: while parsing a flow sequence: expected ',' or ']', but got"
            + " <stream end>");
    assertComplaints("", "bad.yaml:1:1: not a recipe, expected keys such as image and task");
    assertComplaints(
        "- a\n- b\n", "bad.yaml:1:1: not a recipe, expected keys such as image and task");
    assertComplaints(
        "extends: batch\nimage: !!java.net.URL x\n",
        "bad.yaml:2:8: has a tag of its own, expected a plain value");
  }

  @Test
  void isNotKnockedOverByDeepOrSelfReferringText() {
    assertThatThrownBy(() -> RecipeReader.read("deep.yaml", "a: " + "[".repeat(100_000)))
        .isInstanceOf(BadRecipeException.class)
        .hasMessageContaining("nested deeper than 20 levels");
    assertThatThrownBy(() -> RecipeReader.read("loop.yaml", "extends: batch\nsetup: &a [*a]\n"))
        .isInstanceOf(BadRecipeException.class)
        .hasMessageContaining("loop.yaml:2:8: holds itself by an alias");
    assertThatThrownBy(() -> RecipeReader.read("nul.yaml", "image: a\0b"))
        .isInstanceOf(BadRecipeException.class)
        .hasMessageContaining("nul.yaml:1:1: not YAML: ");
  }

  @Test
  void laysARecipeOverTheOneThatItExtends() {
    Recipe batch = RecipeReader.read("b.yaml", "extends: batch\n");
    Recipe voice =
        RecipeReader.read(
            "mine.yaml",
            """
            extends: voice-tools
            hardware: {disk: 100}
            environment: {TORCH_HOME: /elsewhere, MORE: 1}
            outputs: /results
            code: none
            """);
    assertThat(batch.name()).isEqualTo("b");
    assertThat(batch.description()).isEmpty();
    assertThat(voice.hardware().diskGigabytes()).isEqualTo(100);
    assertThat(voice.hardware().query()).startsWith("reliability > 0.98 gpu_ram >= 20");
    assertThat(voice.environment())
        .isEqualTo(
            Map.of("HF_HOME", "/cache/huggingface", "TORCH_HOME", "/elsewhere", "MORE", "1"));
    assertThat(voice.outputs()).containsExactly(new Outputs("/results", List.of(), List.of()));
    assertThat(voice.code()).isEmpty();
    assertThat(voice.task()).isEqualTo("./run-direct {task}");
  }

  @Test
  void guessesTheRecipeThatWasToBeExtended() {
    assertComplaints(
        "extends: voice_tool\n",
        "bad.yaml:1:10: extends: there is no recipe \"voice_tool\" to extend, expected one of"
            + " batch, voice-tools, did you mean voice-tools?");
  }

  @Test
  void tellsThePersonWithACodeAndTheNextStep() {
    BadRecipeException e =
        catchThrowableOfType(
            BadRecipeException.class, () -> RecipeReader.read("bad.yaml", "extends: batch\nx: 1"));
    assertThat(e.trouble().cause().code()).isEqualTo("SRT-104");
    assertThat(e.trouble().happened()).startsWith("bad.yaml:2:1: x: unknown key");
    assertThat(e.trouble().next()).contains("sortie recipe check");
  }

  private static void assertComplaints(String text, String... complaints) {
    BadRecipeException e =
        catchThrowableOfType(BadRecipeException.class, () -> RecipeReader.read("bad.yaml", text));
    assertThat(e).isNotNull();
    assertThat(e.problems().stream().map(Problem::toString)).containsExactly(complaints);
    assertThat(e).hasMessage(String.join("\n", complaints));
  }
}
