package dev.sortie.engine.run;

import dev.sortie.core.recipe.Code;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.run.RunPlan;
import java.nio.file.Path;

/** What a run's recipe wants sent, as a request to the sync. */
public final class PushRequests {
  private PushRequests() {}

  static PushRequest of(RunPlan plan) {
    Code code =
        plan.recipe()
            .code()
            .orElseThrow(() -> new IllegalStateException("this recipe sends no code"));
    return of(code, Path.of(plan.workingFolder()), plan.options().withSecrets());
  }

  public static PushRequest of(Code code, Path workingFolder, boolean withSecrets) {
    return new PushRequest(
        workingFolder.resolve(code.from()).normalize(), code.to(), code.exclude(), withSecrets);
  }
}
