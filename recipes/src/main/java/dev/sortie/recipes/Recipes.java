package dev.sortie.recipes;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds recipes: the project's own file, a person's folders, the built-in ones, in that order.
 * Looks at the files anew each time.
 */
public final class Recipes {
  private static final String FALLBACK = "batch";

  private final Path project;
  private final List<Path> folders;

  /**
   * @param project the file that belongs to the folder a person works in, usually {@code
   *     ./sortie.yaml}; need not exist
   * @param folders hold {@code NAME.yaml} each; need not exist; the first wins
   */
  public Recipes(Path project, List<Path> folders) {
    this.project = project;
    this.folders = List.copyOf(folders);
  }

  /**
   * The recipe when a person names none: the project's if there is one, else {@code batch}.
   *
   * @throws BadRecipeException when the file is there and wrong
   */
  public Recipe usual() {
    return find(Files.exists(project) ? project.toString() : FALLBACK);
  }

  /**
   * The recipe called {@code name}, or in the file {@code name} when that has a slash or ends in
   * {@code .yaml}.
   *
   * @throws BadRecipeException when it is there and wrong
   * @throws TroubleException when there is none, or its file cannot be read
   */
  public Recipe find(String name) {
    if (isPath(name)) {
      return RecipeReader.read(load(Path.of(name)), library());
    }
    RecipeText source = text(name, Set.of()).orElseThrow(() -> unknown(name));
    return RecipeReader.read(source, library());
  }

  /** Every recipe that {@link #find} knows by name, those of the person first. */
  public List<ListedRecipe> list() {
    List<ListedRecipe> listed = new ArrayList<>();
    sources().forEach((name, source) -> listed.add(look(name, source)));
    return List.copyOf(listed);
  }

  private ListedRecipe look(String name, RecipeSource source) {
    try {
      Recipe recipe =
          switch (source) {
            case RecipeSource.BuiltIn() ->
                RecipeReader.read(BuiltIns.find(name).orElseThrow(), library());
            case RecipeSource.InFile(Path path) -> RecipeReader.read(load(path), library());
          };
      String line = recipe.description().lines().findFirst().orElse("");
      return new ListedRecipe(name, source, line, List.of());
    } catch (BadRecipeException e) {
      return new ListedRecipe(name, source, "", e.problems());
    } catch (TroubleException e) {
      Place place = new Place(source.toString(), 1, 1);
      return new ListedRecipe(
          name, source, "", List.of(new Problem(place, "", e.trouble().happened())));
    }
  }

  private Map<String, RecipeSource> sources() {
    Map<String, RecipeSource> sources = new LinkedHashMap<>();
    projectName().ifPresent(name -> sources.put(name, new RecipeSource.InFile(project)));
    for (Path folder : folders) {
      for (Path file : yamlFiles(folder)) {
        sources.putIfAbsent(stem(file), new RecipeSource.InFile(file));
      }
    }
    BuiltIns.NAMES.forEach(name -> sources.putIfAbsent(name, new RecipeSource.BuiltIn()));
    return sources;
  }

  /** The name that the project's file gives itself, as far as it can be read. */
  private Optional<String> projectName() {
    if (!Files.isRegularFile(project)) {
      return Optional.empty();
    }
    String file = project.toString();
    Optional<Node> top;
    try {
      top = Yaml.parse(file, load(project).text(), new Problems());
    } catch (TroubleException e) {
      // A file that cannot be read is still listed, with the reason, under the name of the file.
      top = Optional.empty();
    }
    return top.filter(Node.Table.class::isInstance)
        .map(Node.Table.class::cast)
        .flatMap(table -> Optional.ofNullable(table.fields().get("name")))
        .map(Node.Field::value)
        .filter(Node.Scalar.class::isInstance)
        .map(node -> ((Node.Scalar) node).value())
        .or(() -> Optional.of(RecipeReader.nameOf(file)));
  }

  private Optional<RecipeText> text(String name, Set<String> without) {
    if (projectName().filter(name::equals).isPresent() && !without.contains(project.toString())) {
      return Optional.of(load(project));
    }
    for (Path folder : folders) {
      for (Path file : yamlFiles(folder)) {
        if (stem(file).equals(name) && !without.contains(file.toString())) {
          return Optional.of(load(file));
        }
      }
    }
    return BuiltIns.LIBRARY.find(name, without);
  }

  private Library library() {
    return new Library() {
      @Override
      public Optional<RecipeText> find(String name, Set<String> without) {
        return text(name, without);
      }

      @Override
      public Set<String> names() {
        return new LinkedHashSet<>(sources().keySet());
      }
    };
  }

  private TroubleException unknown(String name) {
    Set<String> names = sources().keySet();
    return new Trouble(
            Cause.BAD_RECIPE,
            "there is no recipe \"" + name + "\"" + Nearest.hint(name, names),
            "take one of "
                + String.join(", ", names)
                + ", or give the path of a file such as ./"
                + RecipeReader.nameOf(name)
                + ".yaml")
        .asException();
  }

  private static boolean isPath(String name) {
    return name.contains("/") || isYaml(name);
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  private static List<Path> yamlFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isYaml(file.getFileName().toString())).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static RecipeText load(Path file) {
    try {
      return new RecipeText(file.toString(), PersonFile.read(file));
    } catch (BadTextException e) {
      throw new TroubleException(e.trouble(Cause.BAD_RECIPE), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TroubleException unreadable(Path path, IOException e) {
    String reason = Files.exists(path) ? e.toString() : "there is no such file";
    return new TroubleException(
        new Trouble(
            Cause.BAD_RECIPE,
            path + " cannot be read: " + reason,
            "check the path and its rights; `sortie recipe list` shows what there is"),
        e);
  }
}
