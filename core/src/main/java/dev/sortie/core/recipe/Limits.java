package dev.sortie.core.recipe;

import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Optional;

/** What a recipe allows when the person says nothing else; flags win. */
public record Limits(
    Optional<Usd> maxCost, Optional<Duration> maxHours, Optional<Duration> idleAfter) {}
