package dev.sortie.engine.plan;

import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks for, everything resolved.
 *
 * @param pushBytes size of what would be sent
 * @param offer the only offer to try, when the person named one
 */
public record Wish(
    RunId id,
    String job,
    Recipe recipe,
    List<String> tasks,
    Budget budget,
    RunOptions options,
    Path workingFolder,
    Path outFolder,
    long pushBytes,
    Optional<OfferId> offer) {}
