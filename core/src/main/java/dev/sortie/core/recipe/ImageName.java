package dev.sortie.core.recipe;

import java.util.regex.Pattern;

/**
 * What can name a container image: {@code [registry[:port]/]path[:tag][@digest]}, the path in small
 * letters (the grammar of distribution/reference, by which docker refuses everything else), or
 * vast.ai's own {@code :@vastai-automatic-tag}. The one check for recipes, flags and environment.
 */
public final class ImageName {
  public static final String EXAMPLE = "nvidia/cuda:12.4.1-runtime-ubuntu22.04";

  private static final String DOCKER_HUB = "docker.io";

  private static final String NOT_TOO_LONG = "(?=.{1,255}$)";

  private static final String REGISTRY =
      "(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
          + "(?::[0-9]{1,5})?/)?";
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final String TAG = "(?::(?:\\w[\\w.-]{0,127}|@vastai-automatic-tag))?";
  private static final String DIGEST = "(?:@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-f]{32,})?";

  /** All of a text that can name an image. */
  public static final Pattern FORM =
      Pattern.compile(NOT_TOO_LONG + REGISTRY + PART + "(?:/" + PART + ")*" + TAG + DIGEST);

  private ImageName() {}

  /** The server that an image is pulled from, by the rule that docker goes by. */
  public static String registry(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean isServer = first.contains(".") || first.contains(":") || first.equals("localhost");
    return isServer ? first : DOCKER_HUB;
  }

  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
