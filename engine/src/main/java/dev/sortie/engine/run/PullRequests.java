package dev.sortie.engine.run;

import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.remote.PullRequest;
import java.nio.file.Path;

/** What a recipe wants brought home, as a request to the sync. */
public final class PullRequests {
  private PullRequests() {}

  /** One folder of outputs goes straight into {@code home}, several into a folder each. */
  public static PullRequest of(Recipe recipe, Outputs outputs, Path home) {
    String name = outputs.from().replaceAll("^/+|/+$", "").replace('/', '_');
    Path into = recipe.outputs().size() == 1 ? home : home.resolve(name.isEmpty() ? "root" : name);
    return new PullRequest(outputs.from(), into, outputs.include(), outputs.exclude());
  }
}
