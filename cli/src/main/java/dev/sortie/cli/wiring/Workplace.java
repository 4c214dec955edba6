package dev.sortie.cli.wiring;

import dev.sortie.core.market.Market;
import dev.sortie.core.remote.Hosts;
import dev.sortie.engine.Engine;
import java.nio.file.Path;

/**
 * What a command needs that rents, reaches or ends machines.
 *
 * @param state folder of this market's journal and task logs
 * @param privateKey SSH key that instances let in
 */
public record Workplace(Market market, Hosts hosts, Engine engine, Path state, Path privateKey) {}
