package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Secret;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.run.RunEvent;
import dev.sortie.store.FactSamples.Fill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FactCodecTest {
  private static final Path GOLDEN = Path.of("src/test/resources/facts.golden");
  private static final Path ACTUAL = Path.of("target/facts.golden");

  private final FactCodec codec = new FactCodec();

  @Test
  void namesEveryFactOfBothFamilies() {
    assertThat(codec.types())
        .hasSize(
            LeaseEvent.class.getPermittedSubclasses().length
                + RunEvent.class.getPermittedSubclasses().length)
        .containsEntry("lease.rented", LeaseEvent.Rented.class)
        .containsEntry("lease.end-wanted", LeaseEvent.EndWanted.class)
        .containsEntry("run.ended", RunEvent.Ended.class);
    assertThat(codec.type(Kind.LEASE, new LeaseEvent.Gone())).isEqualTo("lease.gone");
  }

  @ParameterizedTest
  @EnumSource
  void readsBackEveryFactThatItWrites(Fill fill) {
    codec
        .types()
        .forEach((name, type) -> {
          Fact fact = (Fact) new FactSamples(fill).make(type);
          assertThat(codec.fact(name, codec.body(fact))).as(name).isEqualTo(fact);
        });
  }

  /**
   * The golden file stands for all journals ever written. A new fact adds lines; a line that is
   * there may only change while no journal of a release holds such a fact.
   */
  @Test
  void writesAndReadsFactsAsItAlwaysDid() throws IOException {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(codec.types())
        .forEach((name, type) -> lines.add(name + " " + codec.body(sample(type))));
    FactSamples samples = new FactSamples(Fill.FULL);
    codec.types().values().forEach(samples::make);
    samples.enums().forEach(type -> lines.add(enumLine(type)));
    Files.write(ACTUAL, lines);

    List<String> golden = Files.readAllLines(GOLDEN);
    assertThat(lines).as("%s is what it would be now", ACTUAL).isEqualTo(golden);
    for (String line : golden) {
      String name = line.substring(0, line.indexOf(' '));
      Class<?> type = codec.types().get(name);
      if (type != null) {
        assertThat(codec.fact(name, line.substring(name.length() + 1))).isEqualTo(sample(type));
      }
    }
  }

  private static Fact sample(Class<?> type) {
    return (Fact) new FactSamples(Fill.FULL).make(type);
  }

  private static String enumLine(Class<?> type) {
    return type.getName().replaceAll(".*\\.", "")
        + " "
        + Stream.of(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .sorted()
            .collect(Collectors.joining(" "));
  }

  @Test
  void writesIdsAndMoneyBareAndLeavesOutWhatIsAbsent() {
    assertThat(codec.body(new LeaseEvent.Rented(new InstanceId(7)))).isEqualTo("{\"instance\":7}");
    assertThat(codec.body(new LeaseEvent.Gone())).isEqualTo("{}");
  }

  @Test
  void readsWhatAPullMissedBeforeItsPriceWasTold() {
    String body =
        "{\"report\":{\"files\":1,\"bytes\":2,\"broughtFiles\":0,\"broughtBytes\":0,"
            + "\"missing\":[{\"path\":\"a\",\"why\":\"b\",\"forGood\":true}]}}";
    PullReport report = new PullReport(1, 2, 0, 0, List.of(PullReport.Missing.forGood("a", "b")));
    assertThat(codec.fact("run.pulled", body)).isEqualTo(new RunEvent.Pulled(report));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{}",
        "{\"instance\":\"7\"}",
        "{\"instance\":7.5}",
        "{\"instance\":null}",
        "{\"instance\":99999999999999999999}",
        "{\"instance\":7,\"instance\":7}",
        "{\"instance\":7,\"more\":1}",
        "{\"instance\":7} x"
      })
  void refusesABodyThatItWouldNotHaveWritten(String body) {
    assertThatThrownBy(() -> codec.fact("lease.rented", body))
        .isInstanceOf(UnreadableFactException.class);
  }

  @Test
  void saysWhereInAFactTheTroubleIs() {
    assertThatThrownBy(
            () -> codec.fact("lease.end-wanted", "{\"reason\":{\"kind\":\"TIRED\",\"said\":\"\"}}"))
        .isInstanceOf(UnreadableFactException.class)
        .hasMessageStartingWith("reason: kind: expected one of [DONE, ");
    assertThatThrownBy(() -> codec.fact("lease.flown", "{}"))
        .hasMessage("it is a \"lease.flown\", unknown in this version");
  }

  @Test
  void refusesAFactOfAnotherFamily() {
    assertThatThrownBy(() -> codec.type(Kind.RUN, new LeaseEvent.Gone()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  record WithSecret(Secret key) {}

  record WithObject(Object any) {}

  @ParameterizedTest
  @ValueSource(classes = {WithSecret.class, WithObject.class, UncheckedIOException.class})
  void letsNothingIntoAJournalThatItDoesNotKnow(Class<?> type) {
    assertThatThrownBy(() -> new Shapes().of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no fact may hold a ");
  }

  /** No fact has one today; the next may. */
  sealed interface Family {
    record FirstKind(int number, Optional<String> text) implements Family {}

    record Bare(String value) implements Family {}
  }

  record Holder(List<Family> families) {}

  @Test
  void tellsTheMembersOfANestedFamilyApart() {
    Holder holder =
        new Holder(
            List.of(
                new Family.FirstKind(1, Optional.empty()),
                new Family.FirstKind(2, Optional.of("x")),
                new Family.Bare("y")));
    Shape shape = new Shapes().of(Holder.class);
    String text = Texts.of(shape, holder);
    assertThat(text)
        .isEqualTo(
            "{\"families\":[{\"type\":\"first-kind\",\"number\":1},"
                + "{\"type\":\"first-kind\",\"number\":2,\"text\":\"x\"},"
                + "{\"type\":\"bare\",\"value\":\"y\"}]}");
    assertThat(shape.read(Json.parse(text))).isEqualTo(holder);
  }
}
