package dev.sortie.practice.api;

import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Order;
import dev.sortie.practice.offers.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** Reads and checks the body of a create; what it lacks comes from its template. */
final class OrderReader {
  private static final int LONGEST_IMAGE = 1024;
  private static final int LONGEST_SCRIPT = 4096;
  private static final int LONGEST_ENV = 32_768;
  private static final double LEAST_GIGABYTES = 8;

  private OrderReader() {}

  /**
   * @throws Refusal 400 invalid_args or invalid_price
   */
  static Order read(JsonNode body, Offer offer) {
    Optional<String> hash = Json.text(body, "template_hash_id");
    Optional<Template> template = hash.map(OrderReader::template);
    String image =
        Json.text(body, "image")
            .or(() -> template.map(one -> one.image() + ":" + one.tag()))
            .orElse("")
            .strip();
    String onstart =
        Json.text(body, "onstart").or(() -> template.map(Template::onstart)).orElse("");
    List<String> args = args(body);
    Map<String, String> env = new LinkedHashMap<>();
    template.ifPresent(one -> env.putAll(one.env()));
    env.putAll(env(body));
    refuseVolumes(body, env);
    Order order =
        new Order(
            image,
            disk(body, offer),
            Json.text(body, "runtype").or(() -> template.map(Template::runtype)).orElse("ssh"),
            env,
            onstart,
            args,
            bid(body, offer),
            hash);
    check(order);
    return order;
  }

  private static Template template(String hash) {
    return Template.byHash(hash)
        .orElseThrow(() -> invalid("template_hash_id: no template with hash " + hash));
  }

  private static void check(Order order) {
    if (order.image().isEmpty()) {
      throw invalid("image is required");
    }
    if (order.image().length() > LONGEST_IMAGE) {
      throw invalid("image is longer than " + LONGEST_IMAGE + " characters");
    }
    int script = order.onstart().length() + String.join(" ", order.args()).length();
    if (script > LONGEST_SCRIPT) {
      throw invalid("args and onstart are longer than " + LONGEST_SCRIPT + " characters");
    }
    int env =
        order.env().entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
    if (env > LONGEST_ENV) {
      throw invalid("env is longer than " + LONGEST_ENV + " characters");
    }
  }

  private static double disk(JsonNode body, Offer offer) {
    double disk = Json.number(body, "disk").orElse(LEAST_GIGABYTES);
    if (disk < LEAST_GIGABYTES) {
      throw invalid("disk must be at least 8 GB");
    }
    if (disk > offer.diskSpace()) {
      throw invalid("disk is larger than the " + offer.diskSpace() + " GB on offer");
    }
    return disk;
  }

  private static OptionalDouble bid(JsonNode body, Offer offer) {
    OptionalDouble price = Json.number(body, "price");
    if (price.isPresent()
        && (price.getAsDouble() < 0.001 || price.getAsDouble() > 32.0 * offer.gpuCount())) {
      throw new Refusal(400, "invalid_price", "price must be between 0.001 and 32 per GPU");
    }
    return price;
  }

  private static List<String> args(JsonNode body) {
    List<String> args = new ArrayList<>();
    for (JsonNode arg : body.path("args")) {
      args.add(arg.asString());
    }
    Json.text(body, "args_str").ifPresent(args::add);
    return args;
  }

  /**
   * Only an object will do; a string of docker options is right in templates alone.
   *
   * @throws Refusal 400 for anything else
   */
  static Map<String, String> env(JsonNode body) {
    JsonNode sent = body.path("env");
    if (!sent.isMissingNode() && !sent.isNull() && !sent.isObject()) {
      throw new Refusal(400, "invalid_args", "invalid env type: env must be a dict");
    }
    Map<String, String> env = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      env.put(entry.getKey(), entry.getValue().asString(""));
    }
    return env;
  }

  /** A volume left out in silence would be a task that writes its results to nowhere. */
  private static void refuseVolumes(JsonNode body, Map<String, String> env) {
    JsonNode asked = body.path("volume_info");
    boolean mounts = env.keySet().stream().anyMatch(key -> key.startsWith("-v "));
    if (mounts || !(asked.isMissingNode() || asked.isNull() || asked.isEmpty())) {
      throw invalid("the practice market has no volumes");
    }
  }

  private static Refusal invalid(String message) {
    return new Refusal(400, "invalid_args", "error 400/3601: invalid_args " + message);
  }
}
