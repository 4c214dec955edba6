package dev.sortie.vast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sortie.core.market.BadQueryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryTest {
  private static Condition only(String query) {
    List<Condition> chosen = Query.parse(query).chosen();
    assertThat(chosen).hasSize(1);
    return chosen.getFirst();
  }

  @Test
  void asksForVerifiedRentableAndNotExternalByDefault() {
    assertThat(Query.parse("").conditions())
        .extracting(Condition::field, Condition::value)
        .containsExactly(
            tuple("verified", new Value.Flag(true)),
            tuple("external", new Value.Flag(false)),
            tuple("rentable", new Value.Flag(true)));
    assertThat(Query.parse("").chosen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "geolocation=EU georegion=true | IN | DE | US",
        "georegion=true geolocation in [EU,US] | IN | US | JP",
        "georegion=true geolocation!=EU | NOT_IN | FR | US",
        "georegion=True geolocation = OC | IN | NZ | CN"
      })
  void continentsAreTheirCountriesWhereGeoregionIsTrue(
      String query, Operator operator, String in, String out) {
    Condition condition = only(query);
    assertThat(condition.field()).isEqualTo("geolocation");
    assertThat(condition.operator()).isEqualTo(operator);
    assertThat(((Value.Many) condition.value()).values())
        .contains(new Value.Text(in))
        .doesNotContain(new Value.Text(out), new Value.Text("EU"));
  }

  @Test
  void aCountryStaysACountryBesideGeoregion() {
    assertThat(only("georegion=true geolocation=DE"))
        .isEqualTo(
            new Condition("geolocation", Operator.EQ, new Value.Text("DE"), "geolocation=DE"));
    assertThat(only("geolocation=NA georegion=false").value()).isEqualTo(new Value.Text("NA"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"geolocation=EU", "geolocation in [US,OC]", "georegion=false geolocation=EU"})
  void aContinentWithoutGeoregionSaysWhatLacks(String query) {
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("georegion=true");
  }

  @Test
  void chunkedKeepsMachinesOfAUsualSize() {
    assertThat(Query.parse("chunked=true").chosen())
        .extracting(Condition::field, Condition::operator, Condition::value)
        .containsExactly(
            tuple("cpu_ram", Operator.GTE, new Value.Decimal(65536)),
            tuple("cpu_cores", Operator.GTE, new Value.Decimal(32)));
    assertThat(Query.parse("chunked=false").chosen()).isEmpty();
    assertThatThrownBy(() -> Query.parse("chunked>1")).isInstanceOf(BadQueryException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_gpus > 2 | GT",
        "num_gpus gt 2 | GT",
        "num_gpus >= 2 | GTE",
        "num_gpus gte 2 | GTE",
        "num_gpus < 2 | LT",
        "num_gpus lt 2 | LT",
        "num_gpus <= 2 | LTE",
        "num_gpus lte 2 | LTE",
        "num_gpus = 2 | EQ",
        "num_gpus == 2 | EQ",
        "num_gpus eq 2 | EQ",
        "num_gpus=2 | EQ",
        "num_gpus != 2 | NEQ",
        "num_gpus neq 2 | NEQ",
        "num_gpus not eq 2 | NEQ",
        "num_gpus noteq 2 | NEQ",
        "num_gpus!=2 | NEQ",
        "num_gpus>=2 | GTE",
        "num_gpus in [2] | IN",
        "num_gpus notin [2] | NOT_IN",
        "num_gpus nin [2] | NOT_IN",
        "num_gpus not in [2] | NOT_IN",
        "  num_gpus   >=   2  | GTE"
      })
  void readsEverySpellingOfTheOperators(String query, Operator operator) {
    assertThat(only(query).operator()).isEqualTo(operator);
  }

  @Test
  void keepsNumbersAsTextAsTheCommandLineDoes() {
    assertThat(only("reliability > 0.98").value()).isEqualTo(new Value.Text("0.98"));
  }

  @ParameterizedTest
  @CsvSource({
    "gpu_ram>=20,20000",
    "cpu_ram>=1.5,1500",
    "gpu_total_ram=48,48000",
    "duration>3,259200"
  })
  void multipliesUnits(String query, double expected) {
    assertThat(only(query).value()).isEqualTo(new Value.Decimal(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "cuda_vers>=12,cuda_max_good",
    "display_active=true,gpu_display_active",
    "dlperf_usd>1,dlperf_per_dphtotal",
    "dph<1,dph_total",
    "flops_usd>1,flops_per_dphtotal",
    "id=5,ask_contract_id"
  })
  void knowsTheAliases(String query, String field) {
    assertThat(only(query).field()).isEqualTo(field);
  }

  @Test
  void readsUnderscoresAsBlanksAndKeepsQuotedTextWhole() {
    assertThat(only("gpu_name=RTX_4090").value()).isEqualTo(new Value.Text("RTX 4090"));
    assertThat(only("gpu_name = \"RTX 4090\"").value()).isEqualTo(new Value.Text("RTX 4090"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpu_name in [RTX_3090,RTX_4090]",
        "gpu_name in [RTX_3090, RTX_4090]",
        "gpu_name in [\"RTX 3090\", \"RTX 4090\"]",
        "gpu_name in RTX_3090,RTX_4090"
      })
  void readsLists(String query) {
    assertThat(only(query).value())
        .isEqualTo(new Value.Many(List.of(new Value.Text("RTX 3090"), new Value.Text("RTX 4090"))));
  }

  @Test
  void multipliesUnitsInListsToo() {
    assertThat(only("gpu_ram in [24,48]").value())
        .isEqualTo(new Value.Many(List.of(new Value.Decimal(24000), new Value.Decimal(48000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True"})
  void readsFlags(String word) {
    assertThat(only("static_ip=" + word).value()).isEqualTo(new Value.Flag(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "null"})
  void readsNothing(String word) {
    assertThat(only("cluster_id=" + word).value()).isEqualTo(new Value.Nothing());
  }

  @ParameterizedTest
  @CsvSource({
    "driver_version>=535.86.05,535086005",
    "driver_version>=570.124.04,570124004",
    "driver_version>=535.86,535086000",
    "driver_version>=535,535000000"
  })
  void readsDriverVersionsAsNumbers(String query, long expected) {
    assertThat(only(query).value()).isEqualTo(new Value.Whole(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"verified=any", "verified = ?", "verified=*", "verified eq any"})
  void anyRemovesADefault(String query) {
    Query parsed = Query.parse(query);
    assertThat(parsed.conditions()).extracting(Condition::field).doesNotContain("verified");
    assertThat(parsed.defaults()).extracting(Condition::field).doesNotContain("verified");
  }

  @Test
  void aConditionReplacesItsDefaultAndJoinsOthers() {
    Query parsed = Query.parse("gpu_ram>=8 gpu_ram>=16 gpu_ram<=48 verified=false");
    assertThat(parsed.chosen())
        .extracting(Condition::written)
        .containsExactly("verified=false", "gpu_ram>=8", "gpu_ram>=16", "gpu_ram<=48");
    assertThat(parsed.defaults()).extracting(Condition::field).doesNotContain("verified");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpu_ramm >= 20 | ^^^^^^^^ unknown field gpu_ramm; did you mean gpu_ram?",
        "Verified=true | ^^^^^^^^ unknown field Verified; did you mean verified?",
        "reliability > 0.9 vram > 2 | `                  ^^^^ unknown field vram`",
        "gpu_ram >= | `          ^ expected a value after gpu_ram >=`",
        "gpu_ram 20 | `        ^^ expected an operator after gpu_ram, such as >= or =`",
        "gpu_ram | `       ^ expected an operator after gpu_ram, such as >= or =`",
        "gpu_ram => 20 | `        ^^ unknown operator; there are = != > >= < <= in notin`",
        "gpu_ram >= lots | `           ^^^^ gpu_ram needs a number`",
        ">= 20 | ^^ expected a field name here",
        "gpu_name = \"RTX 4090 | `           ^^^^^^^^^ this lacks its closing \"`",
        "gpu_name in [RTX_4090 | `            ^^^^^^^^^ this lacks its closing ]`",
        "gpu_name in [] | `            ^^ this list is empty`",
        "gpu_name = \"\" | `           ^^ this value is blank`",
        "verified > any | `           ^^^ any goes with = only`",
        "compute_cap>=8.9 | `             ^^^ compute_cap is a hundred times CUDA's number: 890`",
        "reliability > 98 | `              ^^ reliability goes from 0 to 1: 0.98`",
        "gpu_ram >= 24564 | `           ^^^^^ gpu_ram is in gigabytes: 24`",
        "num_gpus=1 num_gpus=2 | `                    ^ no offer can be this and num_gpus=1; for either of them: in [A, B]`",
        "static_ip = maybe | `            ^^^^^ static_ip is true or false`",
        "driver_version > x | `                 ^ a driver version looks like 535.86.05`"
      })
  void pointsAtTheBadToken(String query, String secondLine) {
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOf(BadQueryException.class)
        .satisfies(e -> {
          List<String> lines = String.valueOf(e.getMessage()).lines().toList();
          assertThat(lines).hasSize(2);
          assertThat(lines.get(0)).isEqualTo(query);
          assertThat(lines.get(1)).startsWith(secondLine);
        });
  }

  @Test
  void readsLineBreaksAsBlanks() {
    assertThat(Query.parse("gpu_ram>=20\n\tnum_gpus=1\n").chosen()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dph+ | dph_total | true", "dph | dph_total | true", "+dph | dph_total | true",
        "score- | score | false", "-score | score | false", "' reliability- ' | reliability | false"
      })
  void readsOrders(String text, String field, boolean ascending) {
    assertThat(SortKey.parse(text)).containsExactly(new SortKey(field, ascending));
  }

  @Test
  void readsSeveralKeysAndDefaultsToTheBestScore() {
    assertThat(SortKey.parse("dph+,reliability-"))
        .containsExactly(new SortKey("dph_total", true), new SortKey("reliability", false));
    assertThat(SortKey.parse("")).containsExactly(new SortKey("score", false));
  }

  @Test
  void pointsAtABadOrder() {
    assertThatThrownBy(() -> SortKey.parse("dph+,scor-"))
        .hasMessage("dph+,scor-\n     ^^^^^ unknown field scor; did you mean score?");
    assertThatThrownBy(() -> SortKey.parse("dph+,"))
        .hasMessage("dph+,\n     ^ expected a field name here");
  }

  @ParameterizedTest
  @CsvSource({
    "machine_id!=1 machine_id!=2,2",
    "dph_total<0.5 dph_total<0.4,2",
    "num_gpus=1 num_gpus=1,2",
    "gpu_ram>=10 gpu_ram<=24,2",
    "geolocation notin [CN] geolocation notin [RU],2"
  })
  void everyConditionOnOneFieldHolds(String query, int conditions) {
    assertThat(Query.parse(query).chosen()).hasSize(conditions);
  }

  @Test
  void whatIsAskedInTheFormOfADefaultReplacesIt() {
    assertThat(Query.parse("verified=false").conditions())
        .filteredOn(condition -> condition.field().equals("verified"))
        .extracting(Condition::value)
        .containsExactly(new Value.Flag(false));
  }
}
