package dev.sortie.vast.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Continents as the market's SDK writes them beside {@code georegion=true}: the countries of each,
 * since the market itself knows countries alone.
 */
final class Regions {
  private static final Map<String, List<String>> COUNTRIES =
      Map.of(
          "AF",
          codes(
              "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA"
                  + " MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT"
                  + " ZA ZM ZW"),
          "AS",
          codes(
              "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK"
                  + " MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"),
          "EU",
          codes(
              "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS"
                  + " IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM UA VA XK"),
          "LC",
          codes(
              "AG AI AR AW BB BL BO BQ BR BS BZ CL CO CR CU CW DM DO EC FK GD GF GP GT GY HN HT JM"
                  + " KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"),
          "NA",
          codes("BM CA GL PM US"),
          "OC",
          codes("AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TO TV VU WF WS"));

  private Regions() {}

  /** The condition with the countries of each continent that it names. */
  static Condition expanded(Condition condition) {
    if (!condition.field().equals("geolocation")) {
      return condition;
    }
    Operator operator = condition.operator();
    List<Value> countries = countries(condition.value()).map(Value.class::cast).toList();
    Operator many =
        operator == Operator.NEQ || operator == Operator.NOT_IN ? Operator.NOT_IN : Operator.IN;
    return countries.size() == 1
        ? condition
        : new Condition(condition.field(), many, new Value.Many(countries), condition.written());
  }

  /** A continent whose letters are no country's: without the flag no offer could be there. */
  static Optional<String> unflagged(Value value) {
    return texts(value).filter(code -> code.equals("EU") || code.equals("OC")).findFirst();
  }

  private static Stream<Value.Text> countries(Value value) {
    return texts(value)
        .flatMap(code -> COUNTRIES.getOrDefault(code, List.of(code)).stream())
        .distinct()
        .map(Value.Text::new);
  }

  private static Stream<String> texts(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Stream.of(text.strip());
      case Value.Many(var values) -> values.stream().flatMap(Regions::texts);
      case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Nothing _ -> Stream.empty();
    };
  }

  private static List<String> codes(String text) {
    return List.of(text.split(" ", -1));
  }
}
