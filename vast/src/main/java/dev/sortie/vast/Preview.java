package dev.sortie.vast;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.RentRequest;
import dev.sortie.vast.query.SortKey;
import java.net.URI;
import java.util.Optional;

/** Shows the calls that would be made, for {@code --dry-run}; makes none and needs no key. */
public final class Preview {
  private final String endpoint;

  public Preview(URI endpoint) {
    this.endpoint = endpoint.toString().replaceAll("/+$", "");
  }

  /**
   * The first page of a search.
   *
   * @throws dev.sortie.core.market.BadQueryException when the query cannot be read
   */
  public ApiCall search(OfferSearch search) {
    return show(
        Routes.search(
            Routes.searchBody(
                Routes.conditions(search), SortKey.parse(search.order()), search.diskGigabytes())));
  }

  public ApiCall rent(RentRequest request) {
    return show(Routes.rent(request));
  }

  public ApiCall look(InstanceId instance) {
    return show(Routes.look(instance));
  }

  public ApiCall inventory() {
    return show(Routes.list(Optional.empty()));
  }

  public ApiCall destroy(InstanceId instance) {
    return show(Routes.destroy(instance));
  }

  public ApiCall account() {
    return show(Routes.account());
  }

  public ApiCall registerKey(String publicKey) {
    return show(Routes.registerKey(publicKey));
  }

  public ApiCall attachKey(InstanceId instance, String publicKey) {
    return show(Routes.attachKey(instance, publicKey));
  }

  public ApiCall containerLog(InstanceId instance, int lines) {
    return show(Routes.requestLog(instance, lines));
  }

  private ApiCall show(ApiRequest request) {
    return Redaction.show(endpoint, request);
  }
}
