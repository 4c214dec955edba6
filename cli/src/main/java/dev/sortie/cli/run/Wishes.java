package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunOptions;
import dev.sortie.engine.plan.Wish;
import dev.sortie.engine.run.PushRequests;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts a wish together from flags, recipe and what lies in the folder. */
final class Wishes {
  private Wishes() {}

  /** A wish, and how much a first push would send. */
  record Measured(Wish wish, PushSize push) {}

  static Measured make(
      Context context, Workplace workplace, Jobs jobs, List<String> tasks, RunOptions options) {
    JobArguments args = jobs.args();
    Recipe recipe = jobs.recipe();
    jobs.checkSecrets(recipe);
    String job = jobs.job();
    RunId id = Jobs.unused(job, name -> !workplace.engine().claim(name));
    Path here = context.env().folder().toAbsolutePath().normalize();
    Path folder = jobs.project().folder();
    Path out =
        here.resolve(args.out().orElseGet(() -> Path.of("work_remote").resolve(id.value())))
            .normalize();
    Optional<PushRequest> pushed =
        recipe
            .code()
            .filter(_ -> options.push())
            .map(code -> PushRequests.of(code, folder, out, options.withSecrets()));
    PushSize push = pushed.map(workplace.hosts()::measure).orElse(PushSize.NOTHING);
    pushed.ifPresent(request -> Unreadable.refuse(push, request.localFolder(), here));
    Wish wish =
        new Wish(
            id,
            job,
            recipe,
            tasks,
            jobs.budget(recipe),
            options,
            folder,
            out,
            push.bytes(),
            args.offer().map(OfferId::new));
    return new Measured(wish, push);
  }
}
