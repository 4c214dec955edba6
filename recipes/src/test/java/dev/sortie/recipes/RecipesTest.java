package dev.sortie.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecipesTest {
  @TempDir private Path here;
  private Path folder;
  private Recipes recipes;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectory(here.resolve("recipes"));
    recipes = new Recipes(here.resolve("sortie.yaml"), List.of(here.resolve("absent"), folder));
  }

  @Test
  void takesBatchWhenThereIsNothingElse() {
    Recipe recipe = recipes.usual();
    assertThat(recipe.name()).isEqualTo("batch");
    assertThat(recipe.hardware().query())
        .isEqualTo("gpu_ram >= 8 reliability > 0.98 inet_down >= 100");
    assertThat(recipe.hardware().diskGigabytes()).isEqualTo(20);
    assertThat(recipe.command("echo 'a b'")).isEqualTo("echo 'a b'");
  }

  @Test
  void knowsTheVoiceTools() {
    Recipe recipe = recipes.find("voice-tools");
    assertThat(recipe.image()).isEqualTo("ghcr.io/coriou/voice-tools:cuda");
    assertThat(recipe.hardware().diskGigabytes()).isEqualTo(60);
    assertThat(recipe.hardware().query())
        .isEqualTo(
            "reliability > 0.98 gpu_ram >= 20 compute_cap >= 700 inet_down >= 200 disk_space >= 50"
                + " rented=False");
    assertThat(recipe.environment())
        .isEqualTo(Map.of("HF_HOME", "/cache/huggingface", "TORCH_HOME", "/cache/torch"));
    assertThat(recipe.secrets()).containsExactly(new SecretName("HF_TOKEN", false));
    assertThat(recipe.command("voice --name x")).isEqualTo("./run-direct voice --name x");
    assertThat(recipe.code().orElseThrow().to()).isEqualTo("/app");
    assertThat(recipe.outputs().getFirst().from()).isEqualTo("/work");
  }

  @Test
  void takesTheProjectsOwnFileWhenNoneIsNamed() throws IOException {
    write(here.resolve("sortie.yaml"), "name: mine\nextends: batch\nimage: ubuntu\n");
    assertThat(recipes.usual().name()).isEqualTo("mine");
    assertThat(recipes.find("mine").image()).isEqualTo("ubuntu");
  }

  @Test
  void findsByNameInTheFoldersAndByPathAnywhere() throws IOException {
    write(folder.resolve("comics.yaml"), "extends: batch\nimage: one\n");
    write(here.resolve("other.yaml"), "extends: comics\nhardware: {disk: 7}\n");
    assertThat(recipes.find("comics").image()).isEqualTo("one");
    Recipe other = recipes.find(here.resolve("other.yaml").toString());
    assertThat(other.image()).isEqualTo("one");
    assertThat(other.hardware().diskGigabytes()).isEqualTo(7);
  }

  @Test
  void letsAPersonReplaceABuiltInAndExtendItAtTheSameTime() throws IOException {
    write(folder.resolve("batch.yaml"), "extends: batch\nimage: mine\n");
    assertThat(recipes.usual().image()).isEqualTo("mine");
    assertThat(recipes.usual().task()).isEqualTo("{task}");
  }

  @Test
  void refusesRecipesThatExtendEachOther() throws IOException {
    write(folder.resolve("a.yaml"), "extends: b\n");
    write(folder.resolve("b.yaml"), "extends: a\n");
    assertThatThrownBy(() -> recipes.find("a"))
        .isInstanceOf(BadRecipeException.class)
        .hasMessageContaining("b.yaml:1:10: extends: there is no recipe \"a\" to extend");
  }

  @Test
  void blamesTheFileThatIsWrong() throws IOException {
    write(folder.resolve("a.yaml"), "extends: batch\nimage: 3\n");
    write(folder.resolve("b.yaml"), "extends: a\n");
    assertThatThrownBy(() -> recipes.find("b"))
        .isInstanceOf(BadRecipeException.class)
        .hasMessageStartingWith(folder.resolve("a.yaml") + ":2:8: image: is a number");
  }

  @Test
  void listsAllWithSourceAndDescriptionAndTheBrokenOnesToo() throws IOException {
    write(here.resolve("sortie.yaml"), "name: mine\nextends: batch\ndescription: My work\n");
    write(folder.resolve("broken.yml"), "image: [\n");
    List<ListedRecipe> listed = recipes.list();
    assertThat(listed)
        .extracting(ListedRecipe::name)
        .containsExactly("mine", "broken", "batch", "voice-tools");
    assertThat(listed.get(0).description()).isEqualTo("My work");
    assertThat(listed.get(0).source()).hasToString(here.resolve("sortie.yaml").toString());
    assertThat(listed.get(1).problems()).hasSize(1);
    assertThat(listed.get(2).source()).hasToString("built-in");
    assertThat(listed.get(2).description()).startsWith("Any commands on one rented GPU");
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> recipes.find("voicetool"))
        .isInstanceOfSatisfying(
            TroubleException.class,
            e -> {
              assertThat(e.trouble().happened())
                  .isEqualTo("there is no recipe \"voicetool\", did you mean voice-tools?");
              assertThat(e.trouble().next()).startsWith("take one of batch, voice-tools");
            });
    assertThatThrownBy(() -> recipes.find("./none.yaml"))
        .isInstanceOf(TroubleException.class)
        .hasMessage("./none.yaml cannot be read: there is no such file");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}
