package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.recipe.Recipe;
import dev.sortie.recipes.RecipeReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What in a task is probably not meant is said; what is meant is not. */
class TaskDoubtsTest {
  private static final Recipe RECIPE = RecipeReader.read("sortie.yaml", "extends: batch\n");

  private static List<String> cut(String text) {
    return ShellText.of(text).cut();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -O https://host/get?a=1&b=2",
        "curl https://host/get?a=1&b=2 -o x",
        "wget \"$BASE\"/x?a=1&b=\"$B\"",
        "echo done; curl http://h/?a=1&b=2"
      })
  void aWordThatAnAmpersandCutsIsNamed(String text) {
    assertThat(cut(text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl 'https://host/get?a=1&b=2'",
        "curl \"https://host/get?a=1&b=2\"",
        "curl https://host/get?a=1\\&b=2",
        "server & sleep 5; kill %1",
        "server& sleep 5",
        "a && b",
        "a&&b",
        "make >log 2>&1",
        "make &>log",
        "make >&2",
        "cat <&3",
        "(a; b)& wait",
        "true # see http://h/?a=1&b=2",
        "echo it\\'s; a & b"
      })
  void whatIsQuotedOrMeantIsNot(String text) {
    assertThat(cut(text)).isEmpty();
  }

  @Test
  void variablesOutsideSingleQuotesAreUsedUnlessTheTextSetsThem() {
    assertThat(ShellText.of("echo $A \"${B}\" '$C' \\$D ${E:-x} $1 $$ ${F%.wav}").used())
        .containsExactlyInAnyOrder("A", "B", "F");
    assertThat(ShellText.of("A=1; export B=2 C; for f in *; do read -r D; done; x=$y").set())
        .contains("A", "B", "C", "f", "D", "x")
        .doesNotContain("y", "echo");
  }

  @Test
  void aVariableThatOnlyThisComputerKnowsIsNamedOnceForAllTasks() {
    List<String> tasks =
        List.of("echo $HOME $MODELS", "run --in $MODELS", "X=1; echo $X", "echo $NOWHERE");
    assertThat(TaskDoubts.of(RECIPE, tasks, Set.of("HOME", "MODELS", "X")::contains))
        .containsExactly(
            new TaskDoubts.Doubt(
                "task 1 and 1 more: $MODELS is set here, and not on the machine",
                "name it under environment or secrets of a recipe"));
  }

  @Test
  void theTaskWithTheCutWordIsNamed() {
    assertThat(TaskDoubts.of(RECIPE, List.of("true", "get a?b&c"), _ -> false))
        .containsExactly(
            new TaskDoubts.Doubt(
                "task 2: the & in a?b&c ends a command", "put the word in quotes if it is one"));
  }
}
