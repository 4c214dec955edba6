package dev.sortie.vast;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call to be made.
 *
 * @param path with query, from the root of the endpoint
 * @param secrets texts in the body that must not show up anywhere
 */
record ApiRequest(
    Limit limit, String method, String path, Optional<ObjectNode> body, List<String> secrets) {
  static ApiRequest get(Limit limit, String path) {
    return new ApiRequest(limit, "GET", path, Optional.empty(), List.of());
  }

  static ApiRequest with(Limit limit, String method, String path, ObjectNode body) {
    return new ApiRequest(limit, method, path, Optional.of(body), List.of());
  }

  /** Records would print the body. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
