package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole run on computers that count, spell and date otherwise than the author's. */
@Execution(ExecutionMode.CONCURRENT)
class LocaleTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({"ar, EG, ''", "fa, IR, ''", "tr, TR, ''", "th, TH, ca-buddhist-nu-thai"})
  void aRunIsTheSameUnderEveryLocale(String language, String country, String extensions) {
    try (Scene scene = Scene.in(root)) {
      Cli cli =
          scene
              .cli()
              .with("LC_ALL", "C.UTF-8") // as etc/jdk.sh sees to
              .with(
                  "JAVA_TOOL_OPTIONS",
                  "-Duser.language="
                      + language
                      + " -Duser.country="
                      + country
                      + (extensions.isEmpty() ? "" : " -Duser.extensions=" + extensions));

      CliProcess run =
          cli.run(
              "run",
              "--yes",
              "--job",
              "III",
              "--",
              "echo hi >'/work/I İı ü.txt'; sha256sum /work/*");

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(Hashes.of(cli.folder().resolve("work_remote/III")))
          .containsOnlyKeys("I İı ü.txt")
          .isEqualTo(Hashes.printedBy(run, "/work/"));
      assertThat(scene.creates()).as(run.said()).isOne();
      assertThat(run.said()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
      assertThat(scene.instances()).isZero();
      Receipts.addsUp(cli.run("receipt", "III", "--json"), scene.spentDollars());
    }
  }
}
