package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredTest {
  @TempDir private Path temp;

  @Test
  void namesTheLargestWhatStaysAndWhatLeadsOut() throws Exception {
    for (int size = 1; size <= 5; size++) {
      Files.write(temp.resolve("file" + size), new byte[size]);
    }
    Files.writeString(temp.resolve(".env"), "A=b");
    Files.createSymbolicLink(temp.resolve("within"), Path.of("file1"));
    Files.createDirectory(temp.resolve("sub"));
    Files.createSymbolicLink(temp.resolve("sub/within"), Path.of("../file1"));
    Files.createSymbolicLink(temp.resolve("sub/out"), Path.of("../../other"));
    Files.createSymbolicLink(temp.resolve("away"), Path.of("/mnt/data"));

    PushSize size = Push.measure(new PushRequest(temp, "/app", List.of(), false));

    assertThat(size.files()).as("with the links, as the report counts them").isEqualTo(9);
    assertThat(size.bytes()).isEqualTo(15);
    assertThat(size.largest())
        .containsExactly(
            new PushSize.Sized("file5", 5),
            new PushSize.Sized("file4", 4),
            new PushSize.Sized("file3", 3));
    assertThat(size.keptHome()).containsExactly(".env");
    assertThat(size.outward()).containsExactlyInAnyOrder("away", "sub/out");
  }
}
