package dev.sortie.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sortie.remote.ssh.Sh;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a machine or the market sends is read up to a bound, and one class for each decides it. */
class BoundsRuleTest {
  @Test
  void nothingOfAStrangerIsReadToItsEnd() {
    noClasses()
        .that()
        // It reads our own scripts.
        .doNotHaveFullyQualifiedName(Sh.class.getName())
        .should()
        .callMethod(InputStream.class, "readAllBytes")
        .orShould()
        .callMethod(InputStream.class, "transferTo", OutputStream.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(BufferedReader.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(InputStreamReader.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Scanner.class)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.sortie.remote", "dev.sortie.vast"));
  }

  /** A bound that is written down and asked nowhere protects nobody. */
  @ParameterizedTest
  @CsvSource({"remote,dev.sortie.remote.ssh.Bounds", "vast,dev.sortie.vast.Bounds"})
  void eachBoundIsAsked(String module, String bounds) throws Exception {
    String sources = sources(module);
    assertThat(Class.forName(bounds).getDeclaredFields())
        .isNotEmpty()
        .allSatisfy(field -> assertThat(sources).contains("Bounds." + field.getName()));
  }

  private static String sources(String module) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".java") && !file.endsWith("Bounds.java")) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }
}
