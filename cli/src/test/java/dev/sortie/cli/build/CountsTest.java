package dev.sortie.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite that did not run must not look green; see etc/Counts.java. */
final class CountsTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Path began;

  @BeforeEach
  void aBuildBegins() throws IOException {
    began = Files.createFile(folder.resolve("began"));
    Files.setLastModifiedTime(began, FileTime.from(BEGAN));
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/tests.txt"), "# how many\ncore 3\nremote 2\n");
  }

  @Test
  void whatWasPromisedAndRanIsGreen() throws IOException {
    report("core", "A", 3, 0, List.of(), BEGAN);
    report("remote", "B", 2, 0, List.of(), BEGAN);

    Said said = counted(Map.of(), "whole");

    assertThat(said.exit()).isZero();
    assertThat(said.text()).endsWith("5 passed, 0 failed, 0 skipped\n");
  }

  @Test
  void aSkippedTestIsRedAndSaysWhatItNeeds() throws IOException {
    report("core", "A", 3, 0, List.of(), BEGAN);
    report("remote", "B", 3, 0, List.of("needs sshd"), BEGAN);

    Said said = counted(Map.of(), "whole");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).contains("skipped   1 of: needs sshd", "SORTIE_SKIP allows none");
  }

  @Test
  void whatIsSkippedOnPurposeIsCounted() throws IOException {
    report("core", "A", 3, 0, List.of(), BEGAN);
    report("remote", "B", 2, 0, List.of("needs sshd", "needs sshd"), BEGAN);

    Said said = counted(Map.of("SORTIE_SKIP", "sshd"), "whole");

    assertThat(said.exit()).isZero();
    assertThat(said.text())
        .contains("2 tests did not run, by SORTIE_SKIP=\"sshd\"")
        .endsWith("3 passed, 0 failed, 2 skipped\n");
  }

  @Test
  void aSuiteThatNeverRanIsRed() throws IOException {
    report("core", "A", 3, 0, List.of(), BEGAN);
    report("remote", "B", 2, 0, List.of(), BEGAN.minusSeconds(60));

    Said said = counted(Map.of(), "whole");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).contains("remote ran 0 tests, etc/tests.txt says 2");
  }

  @Test
  void aFailureIsRed() throws IOException {
    report("core", "A", 3, 1, List.of(), BEGAN);
    report("remote", "B", 2, 0, List.of(), BEGAN);

    Said said = counted(Map.of(), "whole");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).endsWith("4 passed, 1 failed, 0 skipped\n");
  }

  @Test
  void aPartOfTheTestsIsHeldToNoNumber() throws IOException {
    report("core", "A", 1, 0, List.of(), BEGAN);

    Said said = counted(Map.of());

    assertThat(said.exit()).isZero();
    assertThat(said.text())
        .isEqualTo("core          1 ran, 0 skipped\n1 passed, 0 failed, 0 skipped\n");
  }

  private Said counted(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(Said.ROOT.resolve("etc/Counts.java").toString());
    command.add(began.toString());
    command.addAll(List.of(arguments));
    return Said.by(folder, environment, command);
  }

  private void report(
      String module, String suite, int tests, int failures, List<String> skipped, Instant written)
      throws IOException {
    StringBuilder text =
        new StringBuilder(
            "<testsuite name=\"%s\" tests=\"%d\" errors=\"0\" skipped=\"%d\" failures=\"%d\">"
                .formatted(suite, tests, skipped.size(), failures));
    skipped.forEach(
        why -> text.append("<testcase><skipped message=\"").append(why).append("\"/></testcase>"));
    Path reports = Files.createDirectories(folder.resolve(module + "/target/surefire-reports"));
    Path file = reports.resolve("TEST-" + suite + ".xml");
    Files.writeString(file, text.append("</testsuite>"));
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}
