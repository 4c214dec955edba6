package dev.sortie.core.market;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that goes into one create call.
 *
 * @param image container image with tag
 * @param environment variables inside; never holds the account key (law 6)
 * @param ports ports inside to be mapped to the outside, besides 22
 * @param onstart shell text run at every start of the container; at most 4096 characters
 * @param imageLogin credentials to pull a private image
 */
public record RentRequest(
    OfferId offer,
    Label label,
    String image,
    double diskGigabytes,
    Map<String, String> environment,
    List<Integer> ports,
    String onstart,
    Optional<ImageLogin> imageLogin) {
  public RentRequest {
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
  }
}
