package dev.sortie.core.market;

import dev.sortie.core.money.Usd;

/**
 * Who we are on the market.
 *
 * @param credit what can still be spent
 */
public record Account(long id, String name, Usd credit) {}
