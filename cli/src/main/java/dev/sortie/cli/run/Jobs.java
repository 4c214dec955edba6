package dev.sortie.cli.run;

import dev.sortie.cli.config.GuardSettings;
import dev.sortie.cli.config.MoneySettings;
import dev.sortie.cli.config.Settings;
import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.wiring.Wiring;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.ImageName;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.Registry;
import dev.sortie.core.recipe.SecretName;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunOptions;
import dev.sortie.recipes.BadRecipeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Resolves flags, environment and recipe into what is wanted. Pure but for reading files. */
final class Jobs {
  private static final Usd USUAL_CEILING = Usd.of("1.00");
  private static final Duration USUAL_LIFE = Duration.ofHours(12);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

  private final Env env;
  private final Wiring wiring;
  private final Settings settings;
  private final Project project;
  private final JobArguments args;

  Jobs(Env env, Wiring wiring, Project project, JobArguments args) {
    this.env = env;
    this.wiring = wiring;
    this.settings = wiring.soundSettings();
    this.project = project;
    this.args = args;
  }

  JobArguments args() {
    return args;
  }

  /**
   * What of the road is taken.
   *
   * @param keep whether the machine stays at the end
   */
  RunOptions options(boolean pull, boolean keep) {
    return args.options(pull, keep, new GuardSettings(settings));
  }

  Project project() {
    return project;
  }

  /** Flags win over the environment, which wins over the recipe. */
  Recipe recipe() {
    Recipe recipe;
    try {
      recipe =
          args.recipe()
              .or(() -> project.recipe().map(Path::toString))
              .map(wiring::recipe)
              .orElseGet(() -> wiring.recipes().usual());
    } catch (BadRecipeException e) {
      throw e.trouble().asException();
    }
    Hardware hardware = recipe.hardware();
    String query =
        args.query()
            .or(() -> settings.text(EnvironmentVariable.VAST_QUERY))
            .orElse(hardware.query());
    double disk =
        args.disk()
            .or(() -> settings.number(EnvironmentVariable.VAST_DISK))
            .orElse(hardware.diskGigabytes());
    String image = image().orElse(recipe.image());
    if (!(disk >= 8 && disk <= 100_000)) {
      throw bad("a disk of " + disk + " GB cannot be rented", "--disk takes 8 or more");
    }
    return recipe.with(new Hardware(query, disk)).withImage(image);
  }

  /** What a person wants instead of the recipe's; both are held to what the recipe is held to. */
  private Optional<String> image() {
    Optional<String> setting = settings.text(EnvironmentVariable.VAST_IMAGE);
    Optional<String> image = args.image().or(() -> setting);
    image
        .filter(name -> !ImageName.isOne(name))
        .ifPresent(name -> {
          String from =
              args.image().isPresent() ? "--image" : EnvironmentVariable.VAST_IMAGE.name();
          throw bad(
              from + " \"" + name + "\" names no container image",
              "give one such as " + ImageName.EXAMPLE);
        });
    return image;
  }

  /** What may be spent; the recipe's limits where no flag says otherwise. */
  Budget budget(Recipe recipe) {
    Usd ceiling =
        args.maxCost().map(Jobs::dollars).or(() -> recipe.limits().maxCost()).orElse(USUAL_CEILING);
    Duration longest =
        args.maxHours().map(Jobs::hours).or(() -> recipe.limits().maxHours()).orElse(USUAL_LIFE);
    return new Budget(ceiling, longest, new MoneySettings(settings).campaign(args.campaign()));
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when a secret that the recipe needs is not set,
   *     or is the account key
   */
  void checkSecrets(Recipe recipe) {
    Stream<String> ofTasks = recipe.secrets().stream().map(SecretName::name);
    Stream<String> ofRegistry = recipe.login().stream().map(Registry::secret);
    Stream.concat(ofTasks, ofRegistry)
        .filter(settings::holdsAccountKey)
        .findFirst()
        .ifPresent(name -> {
          throw new Trouble(
                  Cause.BAD_ARGUMENT,
                  "the recipe " + recipe.name() + " wants the account key as " + name,
                  "take it out of the recipe: the account key never goes to a machine")
              .asException();
        });
    List<String> missing =
        Stream.concat(
                recipe.secrets().stream().filter(SecretName::required).map(SecretName::name),
                recipe.login().stream().map(Registry::secret))
            .distinct()
            .filter(name -> settings.secret(name).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw new Trouble(
              Cause.SECRET_MISSING,
              "the recipe " + recipe.name() + " needs " + String.join(", ", missing),
              "export " + missing.getFirst() + "=…  or put it into .env")
          .asException();
    }
    checkLogin(recipe);
  }

  /** It goes into one line, of which blanks are the ends of words. */
  private void checkLogin(Recipe recipe) {
    recipe
        .login()
        .filter(registry ->
            settings
                .secret(registry.secret())
                .filter(word -> word.reveal().matches("(?s).*\\s.*"))
                .isPresent())
        .ifPresent(registry -> {
          throw new Trouble(
                  Cause.BAD_ARGUMENT,
                  registry.secret()
                      + " for "
                      + registry.server()
                      + " has blanks or several lines,"
                      + " which the market's image login cannot carry",
                  "use a token for it")
              .asException();
        });
  }

  String job() {
    String name =
        args.job()
            .orElseGet(() -> {
              String folder = String.valueOf(env.folder().toAbsolutePath().getFileName());
              String safe =
                  project.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+", "");
              String stem = safe.isEmpty() ? "job" : safe;
              return stem
                  + "-"
                  + STAMP.format(LocalDateTime.now(env.clock().withZone(ZoneId.systemDefault())));
            });
    if (!RunId.isOne(name)) {
      throw bad(
          "'" + name + "' cannot name a job",
          "use letters, digits, dot, dash and underscore, 80 at most");
    }
    return name;
  }

  /** The job's name, with a number behind it when a run of that name stands in the journal. */
  static RunId unused(String job, Predicate<RunId> exists) {
    RunId id = new RunId(job);
    for (int number = 2; exists.test(id); number++) {
      id = new RunId(job + "-" + number);
    }
    return id;
  }

  private static Usd dollars(String text) {
    return MoneySettings.dollars("--max-cost", text, "--max-cost 2.50");
  }

  private static Duration hours(double hours) {
    if (!(hours > 0 && hours <= 24 * 365)) {
      throw bad("--max-hours is " + hours, "give hours above 0, such as --max-hours 1.5");
    }
    return Duration.ofSeconds((long) (hours * 3600));
  }

  private static RuntimeException bad(String happened, String next) {
    return new Trouble(Cause.BAD_ARGUMENT, happened, next).asException();
  }
}
