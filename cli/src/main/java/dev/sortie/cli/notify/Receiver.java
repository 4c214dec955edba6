package dev.sortie.cli.notify;

import java.io.IOException;

/** Where notices go. May take its time; nobody waits for it. */
interface Receiver {
  /** For the words of a failure; never an address, which may hold a secret. */
  String name();

  /**
   * @throws IOException when the notice did not arrive
   */
  void send(Notice notice) throws IOException, InterruptedException;
}
