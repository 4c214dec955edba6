package dev.sortie.vast;

/**
 * An API call as it may be shown: without the key, the password of the image registry and the
 * values of variables whose name looks secret.
 *
 * @param body JSON, or empty
 */
public record ApiCall(String method, String url, String body) {
  @Override
  public String toString() {
    return body.isEmpty() ? method + " " + url : method + " " + url + " " + body;
  }
}
