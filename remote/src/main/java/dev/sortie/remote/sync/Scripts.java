package dev.sortie.remote.sync;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Reply;
import dev.sortie.remote.ssh.Sh;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Locale;

/** The shell scripts of a sync, bound to one remote folder. */
final class Scripts {
  private final String head;
  private final String folder;

  Scripts(String folder) {
    this.folder = folder;
    this.head = "FOLDER=" + Sh.quote(folder) + "\nSYNC=" + Sh.quote(Parts.shortHash(folder)) + "\n";
  }

  /** The named scripts after variable assignments, given as name, raw value, name, raw value. */
  String of(String names, String... values) {
    StringBuilder script = new StringBuilder(head);
    for (int i = 0; i < values.length; i += 2) {
      script.append(assignment(values[i], values[i + 1]));
    }
    for (String name : names.split(" ")) {
      script.append(Sh.script(Scripts.class, name + ".sh"));
    }
    return script.toString();
  }

  /** Bytes that are no ASCII go as octal escapes, because a script travels as UTF-8. */
  private static String assignment(String name, String raw) {
    if (raw.chars().allMatch(c -> c < 0x80)) {
      return name + "=" + Sh.quote(raw) + "\n";
    }
    StringBuilder octal = new StringBuilder();
    raw.chars().forEach(c -> octal.append(String.format(Locale.ROOT, "\\%03o", c)));
    // The dot keeps newlines at the end, which a command substitution drops.
    return name + "=$(printf '" + octal + ".')\n" + name + "=${" + name + "%.}\n";
  }

  static Link.Input list(Collection<String> rawPaths) {
    return in -> write(rawPaths, in);
  }

  /** NUL-ended, with a leading {@code ./} so that no name looks like an option. */
  static void write(Collection<String> rawPaths, OutputStream in) throws IOException {
    StringBuilder block = new StringBuilder();
    for (String path : rawPaths) {
      block.append("./").append(path).append('\0');
      if (block.length() > 60_000) {
        in.write(Names.bytes(block.toString()));
        block.setLength(0);
      }
    }
    in.write(Names.bytes(block.toString()));
    in.flush();
  }

  /** Throws what a failed command means. */
  void check(Link link, Reply reply, String doing) throws IOException {
    if (reply.status() != 0) {
      throw failed(link, reply, doing);
    }
  }

  private RemoteException failed(Link link, Reply reply, String doing) throws IOException {
    String said = doing + " " + folder + ": " + reply.err() + " (exit " + reply.status() + ")";
    boolean full =
        reply.err().contains("No space left")
            || reply.err().contains("Disk quota exceeded")
            || link.ask(of("full"), Link.Input.NONE).status() == 0;
    return new RemoteException(
        full ? new RemoteProblem.RemoteDiskFull(said) : new RemoteProblem.CommandFailed(said));
  }
}
