package dev.sortie.cli.wiring;

import dev.sortie.core.market.Secret;
import java.net.URI;

/** How to reach a practice market. */
public record PracticeAccess(URI url, Secret key) {}
