package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two results of one name on a disk that does not tell them apart: one is named, none replaced. */
final class TwinsTest {
  @TempDir private Path temp;

  @Test
  void allButOneOfANameAreRefusedByTheNameOfTheOther() {
    assertThat(Twins.among(files("out/Log", "out/log", "out/LOG", "out/other")))
        .containsOnlyKeys("out/Log", "out/log")
        .containsEntry("out/log", "this computer takes its name for that of out/LOG");
  }

  @Test
  void theSameOneStaysInWhateverOrderTheyAreListed() {
    assertThat(Twins.among(files("b", "B"))).isEqualTo(Twins.among(files("B", "b")));
  }

  @Test
  void waysToWriteAnAccentAreOneName() {
    assertThat(Twins.among(files(Names.raw("caf\u00e9"), Names.raw("cafe\u0301")))).hasSize(1);
    assertThat(Twins.among(files(Names.raw("stra\u00dfe"), "STRASSE"))).hasSize(1);
  }

  @Test
  void foldersOfOneNameAreOneFolderAndWhatIsInThemIsToldApart() {
    List<RemoteEntry> entries =
        Stream.concat(
                Stream.of("D", "d").map(path -> entry(path, Kind.FOLDER)),
                files("D/one", "d/two").stream())
            .toList();
    assertThat(Twins.among(entries)).isEmpty();
    assertThat(Twins.among(files("D/one", "d/ONE"))).hasSize(1);
    assertThat(Twins.among(List.of(entry("d", Kind.FOLDER), entry("D", Kind.FILE)))).hasSize(1);
  }

  @Test
  void theProbeLeavesNothingBehind() throws IOException {
    Twins.areToldApart(temp);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void aDiskThatTellsNamesApartRefusesNone() throws IOException {
    Wanted wanted = new Wanted(files("a", "A"));
    var refused = new java.util.TreeMap<String, String>();
    assertThat(wanted.apart(true, refused)).isEqualTo(wanted);
    assertThat(refused).isEmpty();
    assertThat(wanted.apart(false, refused).entries())
        .extracting(RemoteEntry::path)
        .containsExactly("A");
    assertThat(refused).containsOnlyKeys("a");
  }

  private static List<RemoteEntry> files(String... paths) {
    return Stream.of(paths).map(path -> entry(path, Kind.FILE)).toList();
  }

  private static RemoteEntry entry(String path, Kind kind) {
    return new RemoteEntry(path, kind, 1, 0, 0644, "");
  }
}
