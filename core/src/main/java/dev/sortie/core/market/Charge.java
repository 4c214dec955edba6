package dev.sortie.core.market;

import dev.sortie.core.money.Cost;

/** What the market says it charged for one instance, for the receipt (law 10). */
public record Charge(InstanceId instance, String label, Cost cost) {}
