package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.config.Settings;
import dev.sortie.core.market.Market;
import dev.sortie.engine.Engine;
import java.nio.file.Path;

/**
 * What the commands around runs work with; opened by the wiring, closed at the end of the command.
 *
 * @param state folder of this market's journal and logs
 * @param privateKey SSH key that instances let in
 */
public record Workplace(
    Context context,
    Settings settings,
    Market market,
    Engine engine,
    Path state,
    Path privateKey,
    String controller,
    boolean practice,
    Runnable onClose)
    implements AutoCloseable {

  @Override
  public void close() {
    onClose.run();
  }
}
