package dev.sortie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest {
  @ParameterizedTest
  @ValueSource(strings = {"commands.md", "errors.md"})
  void theCommittedReferenceIsTheGeneratedOne(String page) throws IOException {
    assertThat(Files.readString(Path.of("../docs/reference").resolve(page)))
        .as("write it again: ./sortie docs")
        .isEqualTo(DocsCommand.pages().get(page));
  }
}
