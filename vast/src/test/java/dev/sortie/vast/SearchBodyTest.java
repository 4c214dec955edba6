package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.OfferSearch;
import dev.sortie.vast.query.Query;
import dev.sortie.vast.query.SortKey;
import org.junit.jupiter.api.Test;

final class SearchBodyTest {
  private static final String EXAMPLE =
      "reliability > 0.98 gpu_ram >= 20 compute_cap >= 700 inet_down >= 200 disk_space >= 50"
          + " rented=False";

  @Test
  void writesTheSameBytesAsTheCommandLine() {
    String body =
        Json.write(SearchBody.of(Query.parse(EXAMPLE).conditions(), SortKey.parse("dph+"), 5.0));
    assertThat(body)
        .isEqualTo(
            """
            {"verified":{"eq":true},"external":{"eq":false},"rentable":{"eq":true},\
            "reliability":{"gt":"0.98"},"gpu_ram":{"gte":20000.0},"compute_cap":{"gte":"700"},\
            "inet_down":{"gte":"200"},"disk_space":{"gte":"50"},"rented":{"eq":false},\
            "order":[["dph_total","asc"]],"type":"on-demand","allocated_storage":5.0}\
            """);
  }

  @Test
  void mergesWithTheDefaultsAndWritesListsAndNull() {
    String query = "rentable!=false gpu_name in [RTX_3090,A100_PCIE] cluster_id=null";
    assertThat(Json.write(SearchBody.of(Query.parse(query).conditions(), SortKey.parse(""), 8)))
        .contains("\"rentable\":{\"eq\":true,\"neq\":false}")
        .contains("\"gpu_name\":{\"in\":[\"RTX 3090\",\"A100 PCIE\"]}")
        .contains("\"cluster_id\":{\"eq\":null}")
        .contains("\"order\":[[\"score\",\"desc\"]]");
  }

  @Test
  void asksThatTheDiskFitsUnlessTheQueryAsksForMore() {
    assertThat(diskFilter("", 60)).isEqualTo("{\"gte\":60.0}");
    assertThat(diskFilter("disk_space>=50", 60)).isEqualTo("{\"gte\":60.0}");
    assertThat(diskFilter("disk_space>=80", 60)).isEqualTo("{\"gte\":\"80\"}");
  }

  private static String diskFilter(String query, double disk) {
    OfferSearch search = new OfferSearch(query, "", disk, 10);
    return Json.write(
        Routes.searchBody(Routes.conditions(search), SortKey.parse(""), disk).path("disk_space"));
  }

  @Test
  void severalThatAFieldMayNotBeBecomeAList() {
    assertThat(body("machine_id!=1 machine_id!=2 machine_id!=3"))
        .contains("\"machine_id\":{\"neq\":\"1\",\"notin\":[\"2\",\"3\"]}");
  }

  @Test
  void whatTheMarketFiltersBadlyIsNotSent() {
    assertThat(body("cuda_vers>=12 driver_version>=535 num_gpus=1"))
        .contains("num_gpus")
        .doesNotContain("cuda_max_good", "driver_version");
  }

  private static String body(String query) {
    return Json.write(SearchBody.of(Query.parse(query).conditions(), SortKey.parse(""), 8));
  }
}
