package dev.sortie.vast;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a call may be shown. */
final class Redaction {
  static final String HIDDEN = "***";

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(token|secret|pass|pwd|key|credential|auth).*");

  /** Shorter texts are left: hiding every {@code 1} hides no secret and garbles the rest. */
  private static final int SHORTEST_SECRET = 6;

  private Redaction() {}

  static boolean looksSecret(String variable) {
    return SECRET_NAME.matcher(variable).matches();
  }

  /** The values of the variables whose name looks secret. */
  static Set<String> secretsIn(Map<String, String> environment) {
    Set<String> secrets = new TreeSet<>();
    environment.forEach((name, value) -> {
      if (looksSecret(name)) {
        secrets.add(value);
      }
    });
    return secrets;
  }

  static String scrub(String text, Collection<String> secrets) {
    String scrubbed = text;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        scrubbed = scrubbed.replace(secret, HIDDEN);
      }
    }
    return scrubbed;
  }

  static ApiCall show(String endpoint, ApiRequest request) {
    String body =
        request.body().map(it -> scrub(Json.write(hide(it)), request.secrets())).orElse("");
    return new ApiCall(request.method(), endpoint + request.path(), body);
  }

  private static ObjectNode hide(ObjectNode body) {
    ObjectNode shown = body.deepCopy();
    JsonNode environment = shown.path("env");
    if (environment instanceof ObjectNode variables) {
      variables
          .propertyNames()
          .forEach(name -> {
            if (looksSecret(name)) {
              variables.put(name, HIDDEN);
            }
          });
    }
    if (shown.path("image_login").isString()) {
      shown.put("image_login", HIDDEN);
    }
    return shown;
  }
}
