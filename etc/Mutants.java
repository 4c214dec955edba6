import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Holds what PIT reports of one module against that module's list of equivalent mutants in
 * docs/mutants.md. Ends with 1 when a mutant lives that is not in the list, when there was none at
 * all, or, after a whole run, when the list names one that does not live any more. Run by
 * ./mutants: MODULE [CLASSES].
 */
final class Mutants {
  private static final Path LIST = Path.of("docs/mutants.md");
  private static final Set<String> KILLED = Set.of("KILLED", "TIMED_OUT", "NON_VIABLE");

  /**
   * Case labels in which a person wrote no condition: several types, or a record taken apart into
   * all it has. Behind its own type switch the compiler asks such types again, and asks of each
   * number in such a record whether true is true; to answer yes without looking changes nothing.
   */
  private static final Pattern NO_CONDITION =
      Pattern.compile(
          "(case )?[\\w.]+ _(, [\\w.]+ _)*(,|( ->[^?&|=!<>]*))"
              + "|case [\\w.]+\\((var \\w+|_)(, (var \\w+|_))*\\) ->[^?&|=!<>]*");

  private static final String MADE_TRUE = "replaced equality check with true";

  private record Mutant(String where, String code, String mutation, boolean killed) {
    String row() {
      return "| `" + where + "` | `" + code.replace("|", "\\|") + "` | " + mutation + " |";
    }

    boolean isCompilersOwn() {
      return mutation.startsWith(MADE_TRUE) && NO_CONDITION.matcher(code).matches();
    }
  }

  private Mutants() {}

  public static void main(String[] args) throws Exception {
    String module = args[0];
    boolean whole = args.length == 1;
    List<Mutant> all = mutants(Path.of(module));
    List<String> listed = listed(module);
    int rows = listed.size();
    List<String> alive = new ArrayList<>();
    long own = 0;
    for (Mutant mutant : all.stream().filter(m -> !m.killed()).toList()) {
      Optional<String> row =
          listed.stream().filter(line -> line.startsWith(mutant.row())).findFirst();
      if (mutant.isCompilersOwn()) {
        own++;
      } else if (row.isPresent()) {
        // One row excuses one mutant.
        listed.remove(row.get());
      } else {
        alive.add(mutant.row());
      }
    }
    long killed = all.stream().filter(Mutant::killed).count();
    System.out.printf(
        "%d mutants: %d killed, %d equivalent and listed, %d of the compiler's own, %d alive, in %s%n",
        all.size(), killed, rows - listed.size(), own, alive.size(), module);
    alive.forEach(row -> System.out.println("alive:  " + row));
    List<String> stale = whole ? listed : List.of();
    stale.forEach(row -> System.out.println("listed but not alive:  " + row));
    System.exit(alive.isEmpty() && stale.isEmpty() && !all.isEmpty() ? 0 : 1);
  }

  /** The rows below the module's heading. */
  private static List<String> listed(String module) throws IOException {
    return Files.readAllLines(LIST).stream()
        .dropWhile(line -> !line.equals("### " + module))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `"))
        .collect(toList());
  }

  private static List<Mutant> mutants(Path module) throws Exception {
    var nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(module.resolve("target/pit-reports/mutations.xml").toFile())
            .getElementsByTagName("mutation");
    Map<String, List<Element>> alike =
        IntStream.range(0, nodes.getLength())
            .mapToObj(i -> (Element) nodes.item(i))
            .sorted(Comparator.comparingInt(m -> Integer.parseInt(text(m, "index"))))
            .collect(groupingBy(Mutants::place, LinkedHashMap::new, toList()));
    List<Mutant> mutants = new ArrayList<>();
    for (List<Element> group : alike.values()) {
      for (int i = 0; i < group.size(); i++) {
        String ordinal = group.size() == 1 ? "" : " (" + (i + 1) + " of " + group.size() + ")";
        mutants.add(mutant(module.resolve("src/main/java"), group.get(i), ordinal));
      }
    }
    return mutants;
  }

  private static Mutant mutant(Path sources, Element m, String ordinal) throws IOException {
    String type = text(m, "mutatedClass");
    String name = type.substring(type.lastIndexOf('.') + 1);
    Path folder = sources.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'));
    List<String> source = Files.readAllLines(folder.resolve(text(m, "sourceFile")));
    String mutation =
        text(m, "description").replaceAll("^removed conditional - | for \\S+::\\S+$", "");
    // Lambdas are numbered anew with every one that is added.
    String method = text(m, "mutatedMethod").replaceAll("^lambda\\$(\\w+)\\$\\d+$", "$1");
    return new Mutant(
        name + "." + method,
        source.get(Integer.parseInt(text(m, "lineNumber")) - 1).strip(),
        mutation + ordinal,
        KILLED.contains(m.getAttribute("status")));
  }

  private static String place(Element m) {
    return String.join(
        " ",
        text(m, "mutatedClass"),
        text(m, "mutatedMethod"),
        text(m, "methodDescription"),
        text(m, "lineNumber"),
        text(m, "description"));
  }

  private static String text(Element of, String name) {
    return of.getElementsByTagName(name).item(0).getTextContent();
  }
}
