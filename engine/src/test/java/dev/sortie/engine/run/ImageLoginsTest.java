package dev.sortie.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.Secret;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageLoginsTest {
  private static final Secret WORD = new Secret("of the registry");
  private static final ImageLogin GITHUB =
      new ImageLogin("ghcr.io", "token", new Secret("of GitHub"));
  private static final ImageLogins LOGINS =
      new ImageLogins(
          name -> Optional.of(WORD).filter(_ -> name.equals("WORD")), Optional.of(GITHUB));

  @ParameterizedTest
  @CsvSource({
    "localhost:5000/x, localhost:5000",
    "localhost/x:1, localhost",
    "1.dkr.ecr.eu-west-1.amazonaws.com/a/b:c, 1.dkr.ecr.eu-west-1.amazonaws.com",
    "reg.example:443/a@sha256:0123456789abcdef0123456789abcdef, reg.example:443",
    "me/private:1, docker.io",
    "private, docker.io",
    "ghcr.io/a/b, ghcr.io"
  })
  void theRecipesLoginGoesToTheServerOfTheImage(String image, String server) {
    assertThat(LOGINS.of(recipe(image, server, "WORD")))
        .contains(new ImageLogin(server, "me", WORD));
  }

  @Test
  void noOtherServerIsToldAPassword() {
    assertThat(LOGINS.of(recipe("me/public", "ghcr.io", "WORD"))).isEmpty();
    assertThat(LOGINS.of(recipe("ghcr.io.evil/x", "docker.io", "WORD"))).isEmpty();
    assertThat(LOGINS.of(recipe("me/private", "docker.io", "ABSENT"))).isEmpty();
  }

  @Test
  void theUsualOneIsForItsOwnServerWhereTheRecipeNamesNone() {
    assertThat(LOGINS.of(recipe("ghcr.io/a/b", "docker.io", "WORD"))).contains(GITHUB);
  }

  private static Recipe recipe(String image, String server, String secret) {
    return new Recipe(
        "r",
        "",
        new Hardware("", 20),
        image,
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
        false,
        Optional.of(new Registry(server, "me", secret)));
  }
}
