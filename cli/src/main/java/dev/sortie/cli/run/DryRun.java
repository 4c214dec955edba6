package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.run.RunOptions;
import dev.sortie.engine.run.RentRequests;
import dev.sortie.vast.ApiCall;
import dev.sortie.vast.Preview;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints every call and command of a run; makes none of them. */
final class DryRun {
  private static final OfferId ANY_OFFER = new OfferId(0);
  private static final InstanceId ANY_INSTANCE = new InstanceId(0);

  private final PrintStream out;
  private final Context context;
  private final Jobs jobs;
  private final List<String> tasks;
  private final RunOptions options;

  DryRun(Context context, Jobs jobs, List<String> tasks, RunOptions options) {
    this.out = context.out();
    this.context = context;
    this.jobs = jobs;
    this.tasks = tasks;
    this.options = options;
  }

  int print() {
    Recipe recipe = jobs.recipe();
    jobs.checkSecrets(recipe);
    Budget budget = jobs.budget(recipe);
    Preview preview = new Preview(context.wiring().settings().url());
    out.println("dry run: nothing is called, sent or rented");
    call("search", preview.search(search(recipe)));
    say("rank", "the cheapest job first, never above " + budget.ceiling());
    call("key", preview.registerKey("<public key>"));
    say("journal", "the intent and its label, before the create call");
    call("rent", preview.rent(rent(recipe, budget)));
    call("look", preview.look(ANY_INSTANCE));
    if (options.marketDeadline()) {
      say("deadline", "the market's scheduler is to destroy it too, after its deadline");
    }
    say("ssh", "root@<instance>, host key pinned");
    push(recipe);
    recipe.setup().forEach(step -> say("set-up", "in " + recipe.folder() + ": " + step));
    tasks.forEach(task -> say("task", "in " + recipe.folder() + ": " + recipe.command(task)));
    if (options.pull()) {
      String home = jobs.args().out().map(Object::toString).orElse("work_remote/" + jobs.job());
      recipe.outputs().forEach(o -> say("pull", o.from() + " → " + home + "/"));
    }
    if (options.keep()) {
      say("keep", "the machine stays");
    } else {
      call("destroy", preview.destroy(ANY_INSTANCE));
      call("verify", preview.look(ANY_INSTANCE));
      call("verify", preview.inventory());
    }
    return 0;
  }

  private void push(Recipe recipe) {
    if (options.push()) {
      recipe.code().ifPresent(code -> say("push", code.from() + " → " + code.to()));
    }
  }

  private OfferSearch search(Recipe recipe) {
    return new OfferSearch(
        recipe.hardware().query(), "dph+", recipe.hardware().diskGigabytes(), 64);
  }

  private LeaseTerms terms(Recipe recipe, Budget budget) {
    LeaseId lease = new LeaseId("00000000");
    return new LeaseTerms(
        lease,
        new Label("00000000", lease.value()),
        "",
        ANY_OFFER,
        new MachineId(0),
        "",
        "",
        new Rates(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO),
        recipe.hardware().diskGigabytes(),
        recipe.image(),
        "",
        0,
        budget.longest(),
        budget.ceiling(),
        Traffic.NONE,
        options.guard(),
        Patience.USUAL);
  }

  /** The start script is long; it is shown in full only when asked for. */
  private RentRequest rent(Recipe recipe, Budget budget) {
    RentRequest whole =
        new RentRequests(recipe, context.wiring().imageLogins()).of(terms(recipe, budget));
    if (jobs.args().explain()) {
      return whole;
    }
    return new RentRequest(
        whole.offer(),
        whole.label(),
        whole.image(),
        whole.diskGigabytes(),
        whole.environment(),
        whole.ports(),
        "<start script of " + whole.onstart().length() + " characters: --explain shows it>",
        whole.imageLogin());
  }

  private void call(String stage, ApiCall call) {
    String url = call.url().replace("/asks/0/", "/asks/<offer>/").replace("/0/", "/<instance>/");
    say(stage, call.method() + " " + url);
    if (!call.body().isEmpty()) {
      say("", call.body().replace("00000000", "<random>"));
    }
  }

  private void say(String stage, String text) {
    out.println(String.format(Locale.ROOT, "  %-8s  %s", stage, text).stripTrailing());
  }
}
