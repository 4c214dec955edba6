package dev.sortie.cli.command;

import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.recipes.ListedRecipe;
import dev.sortie.recipes.Problem;
import dev.sortie.recipes.RecipeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands around recipes. */
@Command(
    name = "recipe",
    description = "List, show, check and begin recipes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RecipeCommand.ListThem.class,
      RecipeCommand.Show.class,
      RecipeCommand.Check.class,
      RecipeCommand.Init.class,
      RecipeCommand.Schema.class
    })
public final class RecipeCommand {

  /** Lists the recipes that can be named. */
  @Command(name = "list", description = "List the recipes there are.")
  static final class ListThem implements Action {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public int run(Context context) {
      List<ListedRecipe> recipes = context.wiring().recipes().list();
      if (json) {
        context.printJson(recipes.stream().map(ListThem::members).toList());
        return 0;
      }
      Table table = new Table().text("RECIPE").text("FROM").flexible("WHAT FOR");
      for (ListedRecipe recipe : recipes) {
        String broken =
            recipe.problems().isEmpty()
                ? recipe.description()
                : context.paint().paint(Style.ERROR, recipe.problems().getFirst().toString());
        table.row(recipe.name(), recipe.source().toString(), broken);
      }
      context.print(table.lines(context.terminal()));
      return 0;
    }

    private static Map<String, Object> members(ListedRecipe recipe) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("name", recipe.name());
      members.put("source", recipe.source().toString());
      members.put("description", recipe.description());
      members.put("problems", recipe.problems().stream().map(Problem::toString).toList());
      return members;
    }
  }

  /** Prints a recipe with everything it inherits. */
  @Command(name = "show", description = "Print a recipe as YAML, with all it inherits.")
  static final class Show implements Action {
    @Parameters(paramLabel = "RECIPE", description = "Name, or path of a file.")
    private String recipe = "";

    @Override
    public int run(Context context) {
      context.out().print(RecipeWriter.toYaml(context.wiring().recipe(recipe)));
      return 0;
    }
  }

  /** Says whether a recipe can be used; a wrong one ends with its places. */
  @Command(name = "check", description = "Check a recipe without renting.")
  static final class Check implements Action {
    @Parameters(
        paramLabel = "RECIPE",
        defaultValue = PROJECT_FILE,
        description = "Name, or path of a file; default: ${DEFAULT-VALUE}.")
    private String recipe = PROJECT_FILE;

    @Override
    public int run(Context context) {
      Recipe read = context.wiring().recipe(recipe);
      String tick = context.paint().paint(Style.GOOD, "✔");
      context.out().println(tick + " " + recipe + " is a good recipe, " + read.name());
      return 0;
    }
  }

  /** Writes a recipe to begin with. */
  @Command(name = "init", description = "Write a sortie.yaml to begin with.")
  static final class Init implements Action {
    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        description = "Name of the recipe; default: that of the folder.")
    private String name = "";

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    @Override
    public int run(Context context) {
      Path file = context.wiring().here(PROJECT_FILE);
      if (Files.exists(file) && !force) {
        throw new Trouble(
                Cause.BAD_ARGUMENT,
                file + " is there already",
                "`sortie recipe check`, or replace it with --force")
            .asException();
      }
      try {
        Files.writeString(file, RecipeWriter.starter(name.isEmpty() ? folder(context) : name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      context.out().println("wrote " + file + "; edit it, then `sortie recipe check`");
      return 0;
    }

    /** The folder's name in the form that names of recipes have. */
    private static String folder(Context context) {
      Path last = context.env().folder().getFileName();
      String plain =
          (last == null ? "" : last.toString())
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^a-z0-9]+", "-")
              .replaceAll("^-+|-+$", "");
      return plain.isEmpty() ? "work" : plain;
    }
  }

  /** Prints the JSON Schema of recipes, for editors. */
  @Command(name = "schema", description = "Print the JSON Schema of recipes, for editors.")
  static final class Schema implements Action {
    @Override
    public int run(Context context) {
      context.out().print(RecipeWriter.schema());
      return 0;
    }
  }

  private static final String PROJECT_FILE = "sortie.yaml";
}
