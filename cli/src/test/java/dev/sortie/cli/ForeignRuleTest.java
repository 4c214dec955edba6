package dev.sortie.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sortie.cli.env.ProcessEnv;
import dev.sortie.cli.terminal.SafeStream;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.text.Foreign;
import java.io.FileDescriptor;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of strangers is cleaned where it comes in, and once more where it goes out. */
class ForeignRuleTest {
  private static final Set<String> TEXT =
      Set.of("asString", "asText", "stringValue", "textValue", "toPrettyString", "toString");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sortie.vast", "dev.sortie.cli");
  }

  @Test
  void onlyTheReaderOfTheMarketsJsonTakesTextOutOfIt() {
    DescribedPredicate<JavaCall<?>> text =
        DescribedPredicate.describe(
            "takes text out of JSON",
            call ->
                call.getTargetOwner().getName().startsWith("tools.jackson.databind")
                    && TEXT.contains(call.getTarget().getName()));
    noClasses()
        .that()
        .resideInAPackage("dev.sortie.vast..")
        .and()
        .doNotHaveFullyQualifiedName("dev.sortie.vast.Json")
        // It compares; what it reads goes nowhere.
        .and()
        .resideOutsideOfPackage("dev.sortie.vast.query..")
        .should()
        .callCodeUnitWhere(text)
        .check(classes);
  }

  @Test
  void allThatIsPrintedGoesThroughTheSafeStream() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ProcessEnv.class.getName())
        .should()
        .accessField(FileDescriptor.class, "out")
        .orShould()
        .accessField(FileDescriptor.class, "err")
        .check(classes);
    assertThat(ProcessEnv.ofThisProcess().out()).isInstanceOf(SafeStream.class);
    assertThat(ProcessEnv.ofThisProcess().err()).isInstanceOf(SafeStream.class);
  }

  static Stream<Class<?>> problems() {
    return Stream.of(MarketProblem.class, RemoteProblem.class)
        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void whatAMarketOrAMachineSaysIsCleanInEveryProblem(Class<?> problem) throws Exception {
    Constructor<?> made = problem.getDeclaredConstructors()[0];
    Object[] texts = new Object[made.getParameterCount()];
    Arrays.fill(texts, "a\u001b[2J\u202eb\n\u009bc" + "x".repeat(100_000));

    Object said = problem.getMethod("said").invoke(made.newInstance(texts));

    assertThat(List.of(said))
        .allSatisfy(text -> {
          assertThat(text.toString()).startsWith("ab ").hasSizeLessThan(Foreign.LONGEST + 2);
          assertThat(text.toString().codePoints().noneMatch(Foreign::isHidden)).isTrue();
        });
  }
}
