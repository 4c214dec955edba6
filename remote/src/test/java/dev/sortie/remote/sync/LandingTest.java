package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host is a stranger and may name anything. */
final class LandingTest {
  @TempDir private Path temp;

  private static RemoteEntry link(String path, String target) {
    return new RemoteEntry(path, Kind.LINK, 0, 0, 0777, target);
  }

  @Test
  void refusesNamesThatLeadOutOfTheFolder() {
    Landing landing = new Landing(temp.resolve("home"));
    for (String name :
        List.of("../x", "a/../../x", "/etc/x", "a//x", ".", "a/./x", "..", "", "a/")) {
      assertThatThrownBy(() -> landing.place(name))
          .as(name)
          .isInstanceOf(Landing.RefusedException.class);
    }
    assertThatCode(() -> landing.place("..a/b..")).doesNotThrowAnyException();
  }

  @Test
  void writesNothingThroughALink() throws Exception {
    Path home = Files.createDirectories(temp.resolve("home"));
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.createSymbolicLink(home.resolve("d"), outside);
    Landing landing = new Landing(home);
    RemoteEntry file = new RemoteEntry("d/x", Kind.FILE, 1, 0, 0644, "");
    assertThatThrownBy(() -> put(landing, file, new byte[1]))
        .isInstanceOf(Landing.RefusedException.class);
    assertThat(outside).isEmptyDirectory();
    Files.writeString(outside.resolve("victim"), "whole");
    Files.createSymbolicLink(home.resolve("f"), outside.resolve("victim"));
    RemoteEntry over = new RemoteEntry("f", Kind.FILE, 1, 0, 0644, "");
    put(landing, over, new byte[] {'x'});
    assertThat(outside.resolve("victim")).hasContent("whole");
    assertThat(home.resolve("f")).isRegularFile().hasContent("x");
  }

  private static void put(Landing landing, RemoteEntry file, byte[] content) throws IOException {
    landing.makeParents(landing.place(file.path()));
    Path unfinished = landing.unfinished(file.path());
    try (OutputStream out = landing.begin(file, unfinished)) {
      out.write(content);
    }
    landing.rename(file, unfinished, landing.place(file.path()));
  }

  @Test
  void makesOnlyLinksThatStayInside() throws Exception {
    Path home = Files.createDirectories(temp.resolve("home"));
    Landing landing = new Landing(home);
    for (RemoteEntry bad :
        List.of(
            link("a", "/etc/passwd"),
            link("a", "../x"),
            link("d/a", "../../x"),
            link("d/a", "e/../../../x"),
            link("a", ""))) {
      assertThatThrownBy(() -> landing.link(bad, landing.place(bad.path())))
          .as(bad.target())
          .isInstanceOf(Landing.RefusedException.class);
    }
    landing.link(link("d/good", "../x"), landing.place("d/good"));
    assertThat(Files.readSymbolicLink(home.resolve("d/good"))).isEqualTo(Path.of("../x"));
  }
}
