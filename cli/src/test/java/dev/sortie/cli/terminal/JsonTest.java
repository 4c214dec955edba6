package dev.sortie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesEveryKindOfValue() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a\"b\\c\n\u0001é😀\ud83d");
    value.put("numbers", List.of(1, new BigDecimal("0.034"), Double.NaN));
    value.put("none", Optional.empty());
    value.put("yes", true);
    value.put("empty", Map.of());
    assertThat(Json.line(value))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\c\\n\\u0001é😀\\ud83d\",\"numbers\":[1,0.034,null],"
                + "\"none\":null,\"yes\":true,\"empty\":{}}");
  }

  @Test
  void prettyHasOneMemberALine() {
    assertThat(Json.pretty(Map.of("a", List.of(1, 2))))
        .isEqualTo("{\n  \"a\": [\n    1,\n    2\n  ]\n}");
  }
}
