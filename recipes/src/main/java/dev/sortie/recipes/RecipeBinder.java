package dev.sortie.recipes;

import dev.sortie.core.recipe.Code;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.ImageName;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.Registry;
import dev.sortie.core.recipe.SecretName;
import dev.sortie.core.recipe.VariableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a {@link Recipe} of YAML, key by key. {@code recipe.schema.json} says the same. */
final class RecipeBinder {
  static final String NAME_FORM = "[a-z0-9][a-z0-9-]*";
  static final String DEFAULT_FOLDER = "/app";
  static final double DEFAULT_DISK_GIGABYTES = 20;

  private static final Pattern NAME = Pattern.compile(NAME_FORM);
  private static final Pattern WORDS = Pattern.compile("(?s).*\\S.*");
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final Pattern FOLDER = Pattern.compile("^(?!.*/\\.\\.(/|$))/[^/].*$");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?");
  private static final Pattern WORD = Pattern.compile("[^\\s-]\\S*");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\??");
  private static final Pattern TASK = Pattern.compile("(?s).*\\{task\\}.*");
  private static final String A_FOLDER = "a folder on the machine such as /work, without ..";
  private static final String A_SIZE = "a size such as 60 GB or 500 MB";
  private static final String A_TIME = "a time such as 90m or 1h30m";
  private static final String PATTERNS = "patterns as in .gitignore";
  private static final String NONE = "none";

  private final Section top;
  private final Problems problems;

  private RecipeBinder(Section top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /** The recipe; only to be used when {@code problems} stays empty. */
  static Recipe bind(Node.Table table, String usualName, Problems problems) {
    return new RecipeBinder(new Section(table, "", problems), problems).recipe(usualName);
  }

  private Recipe recipe(String usualName) {
    top.node("extends");
    String name =
        top.text("name", NAME, "small letters, digits and - such as my-work").orElse(usualName);
    String description = top.text("description", ANY, "a text").orElse("").strip();
    Hardware hardware = hardware(top.section("hardware"));
    String image =
        required("image", ImageName.FORM, "a container image such as " + ImageName.EXAMPLE);
    String folder = top.text("folder", FOLDER, A_FOLDER).orElse(DEFAULT_FOLDER);
    Recipe recipe =
        new Recipe(
            name,
            description,
            hardware,
            image,
            top.variables("environment"),
            secrets(),
            ports(),
            top.texts("setup", WORDS, "shell commands"),
            code(folder),
            required("task", TASK, "a command with {task} in place of the line of the task file")
                .strip(),
            folder,
            outputs(),
            limits(top.section("limits")),
            expectation(top.section("expect")),
            top.flag("retry-tasks", false),
            registry(image));
    top.finish();
    return recipe;
  }

  private String required(String key, Pattern form, String expected) {
    return needed(top, key, form, expected);
  }

  private Hardware hardware(Section section) {
    String expected = "conditions such as gpu_ram >= 8 reliability > 0.98";
    Optional<String> query = section.text("query", WORDS, expected);
    if (section.node("query").isEmpty()) {
      section.missing("query", expected);
    }
    double disk = section.value("disk", Units::gigabytes, A_SIZE).orElse(DEFAULT_DISK_GIGABYTES);
    section.finish();
    return new Hardware(query.orElse("").strip(), disk);
  }

  private List<SecretName> secrets() {
    for (Node node : top.items("secrets")) {
      if (node instanceof Node.Scalar scalar && SECRET.matcher(scalar.value()).matches()) {
        String name = SecretName.parse(scalar.value()).name();
        VariableName.objection(name)
            .ifPresent(why -> top.complain(node, "secrets", name + " " + why));
      }
    }
    return top
        .texts("secrets", SECRET, "a variable's name, with ? behind it when it may be missing")
        .stream()
        .map(SecretName::parse)
        .toList();
  }

  private Optional<Registry> registry(String image) {
    if (top.node("registry").isEmpty()) {
      return Optional.empty();
    }
    Section section = top.section("registry");
    String usual = ImageName.registry(image);
    String server =
        section.text("server", SERVER, "a server such as ghcr.io or localhost:5000").orElse(usual);
    if (!image.isEmpty() && !server.equals(usual)) {
      section
          .node("server")
          .ifPresent(node -> section.complain(node, "server", "the image comes from " + usual));
    }
    String user = needed(section, "user", WORD, "a user's name, without blanks");
    String secret =
        needed(section, "secret", VARIABLE, "the name of the variable that holds the password");
    section.finish();
    return Optional.of(new Registry(server, user, secret));
  }

  private static String needed(Section section, String key, Pattern form, String expected) {
    Optional<String> text = section.text(key, form, expected);
    if (section.node(key).isEmpty()) {
      section.missing(key, expected);
    }
    return text.orElse("");
  }

  private List<Integer> ports() {
    List<Integer> ports = new ArrayList<>();
    for (Node node : top.items("ports")) {
      Optional<Integer> port =
          top.value(node, "ports", RecipeBinder::port, "a port from 1 to 65535");
      if (port.isPresent() && ports.contains(port.get())) {
        top.complain(node, "ports", port.get() + " given twice");
      }
      port.ifPresent(ports::add);
    }
    return List.copyOf(ports);
  }

  private static Optional<Integer> port(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[1-9][0-9]{0,4}"))
        .map(Integer::valueOf)
        .filter(port -> port <= 65_535);
  }

  private Optional<Code> code(String folder) {
    Optional<Node> node = top.node("code");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Table table) {
      Section section = new Section(table, "code", problems);
      Code code =
          new Code(
              section.text("from", WORDS, "a folder here").orElse("."),
              section.text("to", FOLDER, A_FOLDER).orElse(folder),
              section.texts("exclude", WORDS, PATTERNS));
      section.finish();
      return Optional.of(code);
    }
    return top.text("code", WORDS, "a folder here, from/to/exclude, or none")
        .filter(from -> !from.equals(NONE))
        .map(from -> new Code(from, folder, List.of()));
  }

  private List<Outputs> outputs() {
    if (top.node("outputs").isEmpty()) {
      top.missing("outputs", "the folders to bring home such as /work, or [] for none");
    }
    List<Outputs> outputs = new ArrayList<>();
    for (Node node : top.items("outputs")) {
      if (node instanceof Node.Table table) {
        outputs.add(output(new Section(table, "outputs", problems)));
      } else {
        top.value(node, "outputs", RecipeBinder::folder, A_FOLDER)
            .ifPresent(from -> outputs.add(new Outputs(from, List.of(), List.of())));
      }
    }
    return List.copyOf(outputs);
  }

  private static Optional<String> folder(String text) {
    return Optional.of(text).filter(FOLDER.asMatchPredicate());
  }

  private static Outputs output(Section section) {
    Optional<String> from = section.text("from", FOLDER, A_FOLDER);
    if (section.node("from").isEmpty()) {
      section.missing("from", A_FOLDER);
    }
    Outputs outputs =
        new Outputs(
            from.orElse(""),
            section.texts("include", WORDS, PATTERNS),
            section.texts("exclude", WORDS, PATTERNS));
    section.finish();
    return outputs;
  }

  private static Limits limits(Section section) {
    Limits limits =
        new Limits(
            section.value("max-cost", Units::money, "dollars such as $1.50"),
            section.value("max-hours", Units::hours, "hours such as 2, 2h or 90m"),
            section.value("idle-after", Units::duration, A_TIME));
    section.finish();
    return limits;
  }

  private static Expectation expectation(Section section) {
    Expectation unknown = Expectation.UNKNOWN;
    Expectation expectation =
        new Expectation(
            section.value("image", Units::gigabytes, A_SIZE).orElse(unknown.imageGigabytes()),
            section.value("per-task", Units::duration, A_TIME).orElse(unknown.perTask()),
            section.value("outputs", Units::gigabytes, A_SIZE).orElse(unknown.outputGigabytes()));
    section.finish();
    return expectation;
  }
}
