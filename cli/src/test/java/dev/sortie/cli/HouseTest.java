package dev.sortie.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.OwnInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house: which module may know which, and what no code here does. */
class HouseTest {
  private static final int LONGEST_FILE_LINES = 400;
  private static final List<String> MODULES =
      List.of("core", "recipes", "vast", "remote", "store", "engine", "sim", "practice", "cli");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sortie");
  }

  private static String packages(String module) {
    return "dev.sortie." + module + "..";
  }

  @ParameterizedTest
  @CsvSource({
    "core, ''",
    "recipes, core",
    "vast, core",
    "remote, core",
    "store, core",
    "engine, core",
    "sim, core engine",
    "practice, ''",
    "cli, core recipes vast remote store engine practice"
  })
  void aModuleKnowsOnlyThoseBelowIt(String module, String mayKnow) {
    List<String> known = List.of(mayKnow.split(" "));
    String[] foreign =
        MODULES.stream()
            .filter(other -> !other.equals(module) && !known.contains(other))
            .map(HouseTest::packages)
            .toArray(String[]::new);
    if (foreign.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(packages(module))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(foreign)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"core", "recipes", "vast", "remote", "store", "engine", "sim", "practice", "cli"})
  void packagesOfAModuleFormNoCycle(String module) {
    slices()
        .matching("dev.sortie." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void theCoreNeitherReadsClocksNorSleepsNorDoesInputAndOutput() {
    DescribedPredicate<JavaClass> outside =
        resideInAnyPackage(
                "java.io..", "java.net..", "java.nio.channels..", "java.util.concurrent..")
            .and(
                DescribedPredicate.describe(
                    "other than Serializable",
                    other -> !other.isEquivalentTo(java.io.Serializable.class)));
    noClasses()
        .that(resideInAPackage(packages("core")))
        .should()
        .dependOnClassesThat(outside)
        .check(classes);
    noClasses()
        .that(resideInAPackage(packages("core")))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(classes);
  }

  @Test
  void onlyProcessEnvLooksAtTheRealProcess() {
    noClasses()
        .that()
        .resideInAPackage("dev.sortie..")
        .and()
        .doNotHaveFullyQualifiedName("dev.sortie.cli.env.ProcessEnv")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .check(classes);
    noClasses()
        .that()
        .resideInAnyPackage(packages("core"), packages("cli"), packages("engine"))
        .and()
        .doNotHaveFullyQualifiedName("dev.sortie.cli.env.ProcessEnv")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(classes);
  }

  /**
   * What proves an instance ours is a label that was compared, or the fact that says so (law 3).
   */
  @Test
  void onlyTheFoldOfAJournalMakesAnInstanceOursWithoutARow() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sortie.core.lease.Folding")
        .should()
        .callMethod(OwnInstance.class, "recorded", InstanceId.class, Label.class)
        .check(classes);
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .resideInAPackage("dev.sortie..")
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .and()
        .doNotHaveFullyQualifiedName("dev.sortie.sim.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(classes);
  }

  @Test
  void noFileIsLong() throws IOException {
    Path root = Path.of("..");
    assertThat(root.resolve("pom.xml")).exists();
    for (String module : MODULES) {
      Path sources = root.resolve(module).resolve("src");
      if (!Files.isDirectory(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.count()).as(file.toString()).isLessThanOrEqualTo(LONGEST_FILE_LINES);
          }
        }
      }
    }
  }
}
