package dev.sortie.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.recipe.Code;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder of results is never sent, wherever in the project it lies. */
class PushRequestsTest {
  @ParameterizedTest
  @CsvSource({
    "., /p/results, /results/",
    "., /p/a/work [1] *, /a/work \\[1] \\*/",
    "src, /p/src/out, /out/",
    "., /p, ",
    "., /elsewhere, ",
    "src, /p/out, ",
    "., /p-results, "
  })
  void whatLiesInTheProjectIsLeftOut(String from, Path out, String pattern) {
    Code code = new Code(from, "/app", List.of("asked"));
    List<String> exclude = PushRequests.of(code, Path.of("/p"), out, false).exclude();
    assertThat(exclude).isEqualTo(pattern == null ? List.of("asked") : List.of("asked", pattern));
  }
}
