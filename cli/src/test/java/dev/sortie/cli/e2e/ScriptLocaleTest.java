package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scripts that start Java do about the locale, whatever the variables name. */
class ScriptLocaleTest {
  @ParameterizedTest
  @CsvSource({
    "LANG, xx_YY.UTF-8",
    "LC_ALL, xx_YY.UTF-8",
    "LC_CTYPE, xx_YY.UTF-8",
    "LANG, de_DE.ISO-8859-1",
    "LANG, C",
    "LANG, C.UTF-8",
    "NONE, ''"
  })
  void javaReadsArgumentsAsUtf8UnderEveryLocaleAlsoOneThatIsNotInstalled(String name, String value)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-euc",
                ". ./etc/jdk.sh; exec \"$JAVA_HOME/bin/java\" -XshowSettings:properties -version")
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.equals("LANG") || key.startsWith("LC_"));
    builder.environment().put(name, value);
    Process process = builder.start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("sun.jnu.encoding = UTF-8").doesNotContain("warning", "cannot");
  }
}
