package dev.sortie.vast;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.OwnInstance;

/** Instances whose label was compared before the test begins. */
final class Owned {
  private Owned() {}

  static OwnInstance of(long id) {
    return of(new InstanceId(id));
  }

  static OwnInstance of(InstanceId id) {
    return OwnInstance.recorded(id, new Label("home", "lease001"));
  }
}
