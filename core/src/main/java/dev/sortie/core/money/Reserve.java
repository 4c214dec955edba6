package dev.sortie.core.money;

import java.util.Optional;

/**
 * What something that is not over may still come to cost: a run its whole ceiling, a machine that a
 * person kept its whole cap.
 *
 * @param name of the run or the lease, for messages
 * @param campaign the campaign it belongs to
 */
public record Reserve(String name, Optional<String> campaign, Usd atMost) {}
