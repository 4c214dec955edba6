package dev.sortie.cli.env;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The real signals. A signal that was ignored when the process began (nohup) stays ignored. */
final class ProcessInterrupts implements Interrupts {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private record Replaced(Signal signal, SignalHandler handler) {}

  @Override
  public Registration onSignal(Handler handler) {
    List<Replaced> replaced = new ArrayList<>();
    for (String name : SIGNALS) {
      Signal signal = new Signal(name);
      SignalHandler old = Signal.handle(signal, _ -> handler.signalled(name));
      if (SignalHandler.SIG_IGN.equals(old)) {
        Signal.handle(signal, SignalHandler.SIG_IGN);
      }
      replaced.add(new Replaced(signal, old));
    }
    return () -> replaced.forEach(one -> Signal.handle(one.signal, one.handler));
  }
}
