package dev.sortie.core.market;

import dev.sortie.core.money.Usd;
import java.util.Optional;

/**
 * A host asks for more than the contract says. The new price holds only from the contract's end on,
 * and only where the renter accepts; else the contract ends when it was to end (vast.ai command
 * line, "show pending-price-increases").
 *
 * @param gpuPerHour what the GPUs are to cost then; empty when that stays or is not said
 */
public record PriceIncrease(InstanceId instance, Optional<Usd> gpuPerHour) {}
