import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Counts the tests that ran since a file was made, and says so in the last lines of a build. Ends
 * with 1 when one was skipped without leave (SORTIE_SKIP), or when a whole build ran fewer tests of
 * a module than etc/tests.txt promises. Run by ./build.
 */
final class Counts {
  private static final Path PROMISED = Path.of("etc/tests.txt");

  private static final class Tally {
    int ran;
    int failed;
    int skipped;

    void add(Tally other) {
      ran += other.ran;
      failed += other.failed;
      skipped += other.skipped;
    }
  }

  private Counts() {}

  public static void main(String[] args) throws Exception {
    FileTime since = Files.getLastModifiedTime(Path.of(args[0]));
    boolean whole = args.length > 1;
    Map<String, Integer> promised = promised();
    Map<String, Tally> modules = new LinkedHashMap<>();
    promised.keySet().forEach(module -> modules.put(module, new Tally()));
    Map<String, Integer> reasons = new TreeMap<>();
    for (Path report : reports(since)) {
      Tally tally = modules.computeIfAbsent(report.getName(1).toString(), _ -> new Tally());
      tally.add(read(report, reasons));
    }
    System.exit(told(modules, promised, reasons, whole) ? 0 : 1);
  }

  private static boolean told(
      Map<String, Tally> modules,
      Map<String, Integer> promised,
      Map<String, Integer> reasons,
      boolean whole) {
    List<String> leave =
        List.of(System.getenv().getOrDefault("SORTIE_SKIP", "").strip().split("\\s+"));
    boolean mayLack = !leave.equals(List.of(""));
    List<String> faults = new ArrayList<>();
    List<String> more = new ArrayList<>();
    Tally all = new Tally();
    modules.forEach(
        (module, tally) -> {
          all.add(tally);
          int least = promised.getOrDefault(module, 0);
          if (whole || tally.ran + tally.skipped > 0) {
            System.out.printf(
                Locale.ROOT,
                "%-9s %5d ran, %d skipped%s%n",
                module,
                tally.ran,
                tally.skipped,
                whole ? ", " + least + " promised" : "");
          }
          if (whole && tally.ran < least && !(mayLack && tally.ran + tally.skipped >= least)) {
            faults.add(module + " ran " + tally.ran + " tests, " + PROMISED + " says " + least);
          } else if (whole && tally.ran > least) {
            more.add(module + " " + tally.ran);
          }
        });
    if (!mayLack && all.skipped > 0) {
      faults.add("tests were skipped, and SORTIE_SKIP allows none");
    }
    reasons.forEach((why, count) -> System.out.println("skipped   " + count + " of: " + why));
    if (mayLack) {
      System.out.println(
          all.skipped + " tests did not run, by SORTIE_SKIP=\"" + String.join(" ", leave) + "\"");
    }
    if (!more.isEmpty()) {
      System.out.println("more than " + PROMISED + " says; raise it: " + String.join(", ", more));
    }
    faults.forEach(fault -> System.out.println("build: " + fault));
    System.out.println(
        all.ran - all.failed + " passed, " + all.failed + " failed, " + all.skipped + " skipped");
    return faults.isEmpty() && all.failed == 0;
  }

  /** A line for each module: its name and how many tests of it a whole build runs at least. */
  private static Map<String, Integer> promised() throws IOException {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PROMISED)) {
      String[] words = line.strip().split("\\s+");
      if (words.length == 2 && !line.startsWith("#")) {
        all.put(words[0], Integer.parseInt(words[1]));
      }
    }
    return all;
  }

  private static List<Path> reports(FileTime since) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of("."))) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            found.addAll(files.filter(file -> isNew(file, since)).sorted().toList());
          }
        }
      }
    }
    return found;
  }

  private static boolean isNew(Path file, FileTime since) {
    String name = file.getFileName().toString();
    try {
      return name.startsWith("TEST-")
          && name.endsWith(".xml")
          && Files.getLastModifiedTime(file).compareTo(since) >= 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Tally read(Path report, Map<String, Integer> reasons) throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getDocumentElement();
    Tally tally = new Tally();
    tally.skipped = number(suite, "skipped");
    tally.failed = number(suite, "failures") + number(suite, "errors");
    tally.ran = number(suite, "tests") - tally.skipped;
    var skipped = suite.getElementsByTagName("skipped");
    for (int i = 0; i < skipped.getLength(); i++) {
      String why = ((Element) skipped.item(i)).getAttribute("message");
      reasons.merge(why.isBlank() ? "no reason given" : why, 1, Integer::sum);
    }
    return tally;
  }

  private static int number(Element suite, String name) {
    String text = suite.getAttribute(name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
