package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SchemaTest {
  @Test
  void knowsItsNewestMigrationAndEachSaysItsVersion() throws IOException {
    List<Path> migrations;
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/sqlite"))) {
      migrations = files.toList();
    }
    assertThat(migrations.stream().map(SchemaTest::version))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, Schema.NEWEST).boxed().toList());
    for (Path migration : migrations) {
      assertThat(migration).content().contains("pragma user_version = " + version(migration) + ";");
    }
  }

  private static int version(Path migration) {
    return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }
}
