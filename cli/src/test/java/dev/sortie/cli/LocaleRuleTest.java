package dev.sortie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing depends on where this computer thinks it is. Under a locale with digits of its own "%d"
 * writes what no machine and no shell understands; a Turkish one has a fifth case of i.
 */
class LocaleRuleTest {
  /** What reads the locale of the computer and has no form that is told one. */
  private static final Set<String> ALWAYS_LOCAL =
      Set.of("java.lang.String.formatted", "java.util.Locale.getDefault");

  /** The only class of {@code java.text} that knows no locale. */
  private static final String NO_LOCALE = "java.text.Normalizer";

  @Test
  void nothingIsWrittenReadOrComparedByTheLocaleOfThisComputer() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sortie");

    assertThat(classes.stream().map(type -> module(type.getPackageName())).distinct())
        .contains("core", "recipes", "vast", "remote", "store", "engine", "sim", "practice", "cli");
    assertThat(violations(classes.stream())).isEmpty();
  }

  @Test
  void theRuleSeesEachWayToForgetTheLocale() {
    JavaClass wrong = new ClassFileImporter().importClass(Wrong.class);

    assertThat(violations(Stream.of(wrong)))
        .extracting(text -> text.replaceFirst(".* -> ", ""))
        .containsExactlyInAnyOrder(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.PrintStream.printf",
            "java.util.Formatter.<init>",
            "java.util.Scanner.<init>",
            "java.util.Scanner.nextInt",
            "java.time.format.DateTimeFormatter.ofPattern",
            "java.text.NumberFormat.getInstance",
            "java.text.NumberFormat.hashCode",
            "java.util.Locale.getDefault");
  }

  private static String module(String name) {
    return name.split("\\.")[2];
  }

  private static List<String> violations(Stream<JavaClass> classes) {
    return classes
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(JavaCodeUnitAccess.class::isInstance)
        .map(JavaCodeUnitAccess.class::cast)
        .filter(LocaleRuleTest::isLocal)
        .map(access -> access.getOriginOwner().getName() + " -> " + name(access))
        .distinct()
        .toList();
  }

  private static String name(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }

  private static boolean isLocal(JavaCodeUnitAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    if (ALWAYS_LOCAL.contains(name(access))
        || owner.equals(Scanner.class.getName())
        || (owner.startsWith("java.text.") && !owner.startsWith(NO_LOCALE))) {
      return true;
    }
    if (!owner.startsWith("java.")) {
      return false;
    }
    List<String> given =
        access.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
    return !given.contains(Locale.class.getName())
        && forms(access).anyMatch(form -> isTheSameWithALocale(form, given));
  }

  /** The methods of that name, or the constructors. */
  private static Stream<? extends Executable> forms(JavaCodeUnitAccess<?> access) {
    Class<?> owner = access.getTargetOwner().reflect();
    String name = access.getTarget().getName();
    return name.equals(JavaConstructor.CONSTRUCTOR_NAME)
        ? Arrays.<Constructor<?>>stream(owner.getConstructors())
        : Arrays.stream(owner.getMethods()).filter(method -> method.getName().equals(name));
  }

  private static boolean isTheSameWithALocale(Executable form, List<String> given) {
    List<String> parameters = new ArrayList<>();
    Arrays.stream(form.getParameterTypes()).map(Class::getName).forEach(parameters::add);
    return parameters.remove(Locale.class.getName()) && parameters.equals(given);
  }

  /** What the rule must find. */
  @SuppressWarnings({"unused", "StringCaseLocaleUsage", "DefaultLocale", "resource"})
  private static final class Wrong {
    private static String all(String text, java.io.PrintStream out) {
      out.printf("%d", 1);
      Stream.of(text).map(String::toUpperCase).forEach(out::println);
      return String.format("%d", 1)
          + "%d".formatted(1)
          + text.toLowerCase()
          + new Formatter(new StringBuilder()).format(Locale.ROOT, "%d", 1)
          + new Scanner(text).nextInt()
          + java.time.format.DateTimeFormatter.ofPattern("HH")
          + java.text.NumberFormat.getInstance().hashCode()
          + Locale.getDefault();
    }
  }
}
