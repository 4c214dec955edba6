package dev.sortie.practice.http;

import dev.sortie.practice.http.Route.Handler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all paths. Filled at start-up, then only read. */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  /** A route and what its pattern found in the path. */
  public record Match(Route route, Map<String, String> vars) {}

  public Routes add(String method, String pattern, Access access, double every, Handler handler) {
    routes.add(new Route(method, pattern, access, every, handler));
    return this;
  }

  public Routes account(String method, String pattern, double every, Handler handler) {
    return add(method, pattern, Access.ACCOUNT, every, handler);
  }

  public Routes instance(String method, String pattern, double every, Handler handler) {
    return add(method, pattern, Access.OWN_INSTANCE, every, handler);
  }

  public Routes open(String method, String pattern, Handler handler) {
    return add(method, pattern, Access.OPEN, 0, handler);
  }

  /** The route for a path; literal words win over {@code {names}}. */
  Optional<Match> find(String method, String path) {
    List<String> segments = Route.segments(path);
    return routes.stream()
        .flatMap(route -> route.match(method, segments).map(v -> new Match(route, v)).stream())
        .min(Comparator.comparingInt(match -> match.vars().size()));
  }
}
