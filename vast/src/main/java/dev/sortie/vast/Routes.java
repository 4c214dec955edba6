package dev.sortie.vast;

import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.RentRequest;
import dev.sortie.vast.query.Condition;
import dev.sortie.vast.query.Operator;
import dev.sortie.vast.query.Query;
import dev.sortie.vast.query.SortKey;
import dev.sortie.vast.query.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Every request that is made of the market: pure, so that it can be shown without being sent. */
final class Routes {
  static final List<SortKey> CHEAPEST_FIRST = SortKey.parse("dph_total+");

  /** The direct and the proxy address; the missing letter is the market's. */
  private static final String SSH_BOTH_WAYS = "ssh_direc ssh_proxy";

  private static final int INSTANCES_PER_PAGE = 25;
  private static final int CHARGES_PER_PAGE = 500;

  private static final String JOBS = "/api/v0/commands/schedule_job/";
  private static final Duration JOB_LASTS = Duration.ofDays(1);

  private Routes() {}

  static List<Condition> conditions(OfferSearch search) {
    Query query = Query.parse(search.query());
    List<Condition> conditions = new ArrayList<>(query.conditions());
    conditions.addAll(impliedBy(search, query));
    return conditions;
  }

  /** The disk that will be rented has to fit, also where the query asks for less or nothing. */
  static List<Condition> impliedBy(OfferSearch search, Query query) {
    double disk = search.diskGigabytes();
    Value value = new Value.Decimal(disk);
    boolean asked =
        query.chosen().stream()
            .filter(condition -> condition.field().equals("disk_space"))
            .filter(condition -> condition.operator() == Operator.GTE)
            .anyMatch(condition -> atLeast(condition.value(), disk));
    return asked || disk <= 0
        ? List.of()
        : List.of(new Condition("disk_space", Operator.GTE, value, "disk_space >= " + plain(disk)));
  }

  static ObjectNode searchBody(
      List<Condition> conditions, List<SortKey> order, double diskGigabytes) {
    ObjectNode body = SearchBody.of(conditions, order, diskGigabytes);
    body.put("limit", SearchBody.PAGE);
    return body;
  }

  static ApiRequest search(ObjectNode body) {
    return ApiRequest.with(Limit.SEARCH, "POST", "/api/v0/bundles/", body);
  }

  static ApiRequest rent(RentRequest request) {
    ObjectNode body = Json.object();
    body.put("client_id", "me");
    body.put("image", request.image());
    ObjectNode environment = body.putObject("env");
    new TreeMap<>(request.environment()).forEach(environment::put);
    request.ports().forEach(port -> environment.put("-p " + port + ":" + port, "1"));
    body.putNull("price");
    body.put("disk", request.diskGigabytes());
    body.put("label", request.label().toString());
    body.putNull("extra");
    body.put("onstart", request.onstart());
    body.put("image_login", request.imageLogin().map(Routes::login).orElse(null));
    body.put("python_utf8", false);
    body.put("lang_utf8", false);
    body.put("use_jupyter_lab", false);
    body.putNull("jupyter_dir");
    body.put("force", false);
    body.put("cancel_unavail", true);
    body.putNull("template_hash_id");
    body.putNull("user");
    body.put("runtype", SSH_BOTH_WAYS);
    List<String> secrets = new ArrayList<>(Redaction.secretsIn(request.environment()));
    request.imageLogin().ifPresent(login -> secrets.add(login.password().reveal()));
    String path = "/api/v0/asks/" + request.offer() + "/";
    return new ApiRequest(Limit.CREATE, "PUT", path, Optional.of(body), List.copyOf(secrets));
  }

  static ApiRequest look(InstanceId id) {
    return ApiRequest.get(Limit.LOOK, instance(id) + "?owner=me");
  }

  static ApiRequest list(Optional<String> cursor) {
    String path =
        "/api/v1/instances/?limit="
            + INSTANCES_PER_PAGE
            + "&order_by="
            + encode("[{\"col\":\"id\",\"dir\":\"asc\"}]")
            + cursor.map(it -> "&after_token=" + encode(it)).orElse("");
    return ApiRequest.get(Limit.LIST, path);
  }

  static ApiRequest destroy(InstanceId id) {
    return ApiRequest.with(Limit.DESTROY, "DELETE", instance(id), Json.object());
  }

  static ApiRequest change(InstanceId id, String field, String value) {
    return ApiRequest.with(Limit.CHANGE, "PUT", instance(id), Json.object().put(field, value));
  }

  static ApiRequest schedules() {
    return ApiRequest.get(Limit.SCHEDULE, JOBS);
  }

  static ApiRequest schedule(InstanceId id, Instant start) {
    return ApiRequest.with(Limit.SCHEDULE, "POST", JOBS, destruction(id, start));
  }

  static ApiRequest reschedule(long job, InstanceId id, Instant start) {
    return ApiRequest.with(Limit.SCHEDULE, "PUT", JOBS + job + "/", destruction(id, start));
  }

  static ApiRequest unschedule(long job) {
    return ApiRequest.with(Limit.SCHEDULE, "DELETE", JOBS + job + "/", Json.object());
  }

  /** Every hour from then on for a day, so that one that fails is made up for. */
  private static ObjectNode destruction(InstanceId id, Instant start) {
    ObjectNode body = Json.object();
    body.put("start_time", start.getEpochSecond());
    body.put("end_time", start.plus(JOB_LASTS).getEpochSecond());
    body.put("api_endpoint", instance(id));
    body.put("request_method", "DELETE");
    body.putObject("request_body");
    body.put("frequency", "HOURLY");
    body.putNull("day_of_the_week");
    body.putNull("hour_of_the_day");
    body.put("instance_id", id.value());
    return body;
  }

  static ApiRequest priceIncreases() {
    return ApiRequest.get(Limit.PRICE_INCREASES, "/api/v0/instances/pending-price-increases/");
  }

  static ApiRequest account() {
    return ApiRequest.get(Limit.ACCOUNT, "/api/v0/users/current");
  }

  static ApiRequest keys() {
    return ApiRequest.get(Limit.KEY_LIST, "/api/v0/ssh/");
  }

  static ApiRequest registerKey(String publicKey) {
    ObjectNode body = Json.object().put("ssh_key", publicKey);
    return ApiRequest.with(Limit.KEY_CREATE, "POST", "/api/v0/ssh/", body);
  }

  static ApiRequest attachKey(InstanceId id, String publicKey) {
    ObjectNode body = Json.object().put("ssh_key", publicKey);
    return ApiRequest.with(Limit.KEY_ATTACH, "POST", instance(id) + "ssh/", body);
  }

  static ApiRequest requestLog(InstanceId id, int lines) {
    ObjectNode body = Json.object().put("tail", Integer.toString(lines));
    return ApiRequest.with(Limit.LOGS, "PUT", "/api/v0/instances/request_logs/" + id + "/", body);
  }

  /**
   * @param firstDay and {@code lastDay}: midnights UTC in seconds of the epoch
   */
  static ApiRequest charges(long firstDay, long lastDay, Optional<String> cursor) {
    ObjectNode filters = Json.object();
    filters.putObject("day").put("gte", firstDay).put("lte", lastDay);
    filters.putObject("type").putArray("in").add("instance");
    String path =
        "/api/v0/charges/?select_filters="
            + encode(Json.write(filters))
            + "&format=table&latest_first=true&limit="
            + CHARGES_PER_PAGE
            + cursor.map(it -> "&after_token=" + encode(it)).orElse("");
    return ApiRequest.get(Limit.CHARGES, path);
  }

  static ApiRequest template(String hash) {
    ObjectNode filters = Json.object();
    filters.putObject("hash_id").put("eq", hash);
    String path =
        "/api/v0/template/?select_cols="
            + encode("[\"*\"]")
            + "&select_filters="
            + encode(Json.write(filters));
    return ApiRequest.get(Limit.TEMPLATES, path);
  }

  static String instance(InstanceId id) {
    return "/api/v0/instances/" + id + "/";
  }

  private static String login(ImageLogin login) {
    return "-u " + login.user() + " -p " + login.password().reveal() + " " + login.registry();
  }

  private static boolean atLeast(Value value, double disk) {
    return value instanceof Value.Text(String text) && Double.parseDouble(text) >= disk;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
