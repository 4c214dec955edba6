package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Reply;
import java.io.IOException;
import java.io.OutputStream;

/** Sends bytes into a part file on the machine, from the byte on that is not there yet. */
final class Upload {
  private final Link link;
  private final Scripts scripts;
  private final String prefix;
  private final boolean noted;

  /**
   * @param prefix scripts that run before, or empty
   * @param noted whether the machine is to know its part files, so that they can be swept away
   */
  Upload(Link link, Scripts scripts, String prefix, boolean noted) {
    this.link = link;
    this.scripts = scripts;
    this.prefix = prefix;
    this.noted = noted;
  }

  /** Writes all bytes behind the first {@code skip}. */
  interface Source {
    void write(OutputStream to, long skip) throws IOException;
  }

  /**
   * @param begun name under which a cut archive may have left the beginning; else empty
   */
  void send(String part, String begun, Source source) throws IOException {
    long skip = there(part, begun);
    String receive =
        scripts.of(
            (prefix + (noted ? " noted" : "") + " receive").strip(),
            "PART",
            part,
            "SKIP",
            Long.toString(skip),
            "NOTED",
            "");
    Reply reply = link.ask(receive, in -> source.write(in, skip));
    scripts.check(link, reply, "cannot write to");
  }

  private long there(String part, String begun) throws IOException {
    String script =
        scripts.of(
            (prefix + " size").strip(),
            "PART",
            part,
            "NAME",
            begun,
            "BEGUN",
            begun.isEmpty() ? "no" : "yes");
    Reply reply = link.ask(script, Link.Input.NONE);
    try {
      return Long.parseLong(reply.text().strip());
    } catch (NumberFormatException e) {
      throw new Cut("the machine does not tell how much it has", e);
    }
  }
}
