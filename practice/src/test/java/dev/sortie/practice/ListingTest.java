package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.MarketBox.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ListingTest {
  private static final String LIST = "/api/v1/instances/";

  @TempDir Path folder;
  private MarketBox box;

  @BeforeEach
  void open() {
    box = MarketBox.open(folder);
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void theOldListingIsRetired() {
    Answer answer = box.get("/api/v0/instances/?owner=me");

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text())
        .isEqualTo(
            "{\"success\":false,\"error\":\"deprecated_endpoint\",\"msg\":\"/api/v0/instances/ is"
                + " deprecated. Use /api/v1/instances/ instead.\"}");
  }

  @Test
  void pagesAreAtMost25AndFollowACursor() {
    List<Long> rented = new ArrayList<>();
    for (JsonNode offer : box.offers("{\"disk_space\":{\"gte\":50},\"limit\":30}")) {
      rented.add(box.rent(offer.path("id").longValue(), "n" + rented.size() % 2));
    }

    JsonNode first = box.get(LIST + "?limit=100").json();
    assertThat(first.path("instances")).hasSize(25);
    assertThat(first.path("instances_found").intValue()).isEqualTo(25);
    assertThat(first.path("total_instances").intValue()).isEqualTo(30);
    assertThat(first.path("label_counts").path("n0").intValue()).isEqualTo(15);
    String token = MarketBox.encode(first.path("next_token").asString());
    JsonNode second = box.get(LIST + "?after_token=" + token).json();
    assertThat(second.path("instances")).hasSize(5);
    assertThat(second.path("next_token").isNull()).isTrue();

    List<Long> listed = new ArrayList<>();
    first.path("instances").forEach(one -> listed.add(one.path("id").longValue()));
    second.path("instances").forEach(one -> listed.add(one.path("id").longValue()));
    assertThat(listed).isEqualTo(rented);
    assertThat(box.get(LIST + "?limit=0").json().path("instances")).hasSize(5);
  }

  @Test
  void filtersOnStoredColumnsOnly() {
    long mine = box.rent("mine");
    box.rent("other");

    assertThat(
            filtered("{\"label\":{\"eq\":\"mine\"}}").json().path("instances").path(0).path("id"))
        .hasToString(String.valueOf(mine));
    assertThat(filtered("{\"actual_status\":{\"in\":[\"running\"]}}").json().path("instances"))
        .isEmpty();
    Answer refused = filtered("{\"dph_total\":{\"lt\":1}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asString()).isEqualTo("invalid_request");
    assertThat(refused.json().path("msg").asString())
        .isEqualTo("Error in query parameters: dph_total is not a valid search key");
    assertThat(box.get(LIST + "?after_token=rubbish").json().path("error").asString())
        .isEqualTo("invalid_token");
  }

  @Test
  void ordersAndSelectsColumns() {
    long first = box.rent("b");
    long second = box.rent("a");
    String query =
        "?order_by="
            + MarketBox.encode("[{\"col\":\"label\",\"dir\":\"asc\"}]")
            + "&select_cols="
            + MarketBox.encode("[\"id\",\"label\"]");

    assertThat(box.get(LIST + query).json().path("instances").toString())
        .isEqualTo(
            "[{\"id\":" + second + ",\"label\":\"a\"},{\"id\":" + first + ",\"label\":\"b\"}]");
  }

  @Test
  void singleReadingsAndListingsShowTheSameFields() {
    long id = box.boot("same");
    JsonNode listed = box.get(LIST).json().path("instances").path(0);
    JsonNode single = box.instance(id);

    List<String> names = new ArrayList<>(listed.propertyNames());
    names.remove("volume_info");
    assertThat(single.propertyNames()).containsExactlyInAnyOrderElementsOf(names);
    // Every field that clients are known to read without asking whether it is there.
    assertThat(names)
        .contains(
            "id",
            "machine_id",
            "host_id",
            "actual_status",
            "intended_status",
            "cur_state",
            "next_state",
            "status_msg",
            "start_date",
            "end_date",
            "duration",
            "public_ipaddr",
            "ssh_host",
            "ssh_port",
            "ports",
            "extra_env",
            "image_uuid",
            "image_runtype",
            "label",
            "gpu_name",
            "num_gpus",
            "gpu_ram",
            "gpu_totalram",
            "gpu_util",
            "cpu_ram",
            "cpu_cores_effective",
            "disk_space",
            "dph_base",
            "dph_total",
            "storage_cost",
            "storage_total_cost",
            "inet_up",
            "inet_down",
            "inet_up_cost",
            "inet_down_cost",
            "reliability2",
            "is_bid",
            "min_bid",
            "search",
            "instance",
            "template_hash_id",
            "jupyter_token",
            "geolocation",
            "direct_port_start",
            "direct_port_end",
            "disk_util",
            "verification",
            "uptime_mins");
  }

  private Answer filtered(String filters) {
    return box.get(LIST + "?select_filters=" + MarketBox.encode(filters));
  }
}
