package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;

/** What every step of one pull shares on its way to the machine. */
record Wire(Link link, Scripts scripts, Steady progress, Patience patience, Allowance allowance) {

  /** Reads the listing over as many connections as it takes. */
  LongList.Look look(String seen) {
    LongList list = new LongList(link, scripts, "list", "list", patience);
    return patience.keepTrying(() -> list.read(seen));
  }
}
