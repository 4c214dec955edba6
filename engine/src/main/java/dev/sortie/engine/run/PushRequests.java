package dev.sortie.engine.run;

import dev.sortie.core.recipe.Code;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.run.RunPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run's recipe wants sent, as a request to the sync. */
public final class PushRequests {
  private PushRequests() {}

  static PushRequest of(RunPlan plan) {
    Code code =
        plan.recipe()
            .code()
            .orElseThrow(() -> new IllegalStateException("this recipe sends no code"));
    return of(
        code,
        Path.of(plan.workingFolder()),
        Path.of(plan.outFolder()),
        plan.options().withSecrets());
  }

  /** Without the folder of results, which may lie inside: what we made ourselves is no input. */
  public static PushRequest of(Code code, Path workingFolder, Path outFolder, boolean withSecrets) {
    Path from = workingFolder.resolve(code.from()).normalize();
    Path out = workingFolder.resolve(outFolder).normalize();
    List<String> exclude = new ArrayList<>(code.exclude());
    if (out.startsWith(from) && !out.equals(from)) {
      exclude.add("/" + escaped(from.relativize(out).toString()) + "/");
    }
    return new PushRequest(from, code.to(), exclude, withSecrets);
  }

  /** As a pattern in gitignore syntax that matches nothing else. */
  private static String escaped(String path) {
    return path.replaceAll("([\\\\*?\\[])", "\\\\$1");
  }
}
