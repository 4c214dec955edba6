package dev.sortie.remote.sync;

import dev.sortie.core.money.Sizes;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Garbled;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a remote folder holds, by raw path.
 *
 * @param unread what the machine said of what it could not read
 */
record Listing(State state, Map<String, RemoteEntry> entries, List<String> unread) {
  /** The machine says no more lines than these. */
  private static final int MOST_LINES = 20;

  private static final Pattern UNREAD = Pattern.compile("find: '?\\./(.*?)'?: [^:]+");

  enum State {
    ABSENT,
    /** Something of that name that is not a folder. */
    NO_FOLDER,
    /** Where Sortie keeps what it needs on the machine: never a result. */
    OURS,
    WHOLE,
    /**
     * The machine could not read all of it: what is not listed may be there all the same (law 4).
     */
    IN_PART,
    /** There are more names than anybody reads: what is not listed stays there. */
    ENDLESS
  }

  boolean folderThere() {
    return switch (state) {
      case WHOLE, IN_PART, ENDLESS -> true;
      case ABSENT, NO_FOLDER, OURS -> false;
    };
  }

  /**
   * What is not known of the folder is not known to be home (law 8).
   *
   * @param missing what may still come, and why it has not
   * @param refused what never comes, and why
   */
  void tell(PullRequest request, Map<String, String> missing, Map<String, String> refused) {
    String folder = Names.raw(request.remoteFolder());
    switch (state) {
      case IN_PART -> {
        if (isWanted(IgnoreRules.of(request.exclude()))) {
          String why = unread.stream().findFirst().map(line -> ": " + Names.shown(line)).orElse("");
          missing.put(folder, "the machine could not list all of it" + why);
        }
      }
      case OURS -> refused.put(folder, "is Sortie's own folder on the machine, and no result");
      case NO_FOLDER -> refused.put(folder, "is no folder there");
      case ENDLESS ->
          refused.put(
              folder,
              "it holds more names than are read ("
                  + Sizes.words(Bounds.LIST_BYTES)
                  + " of names, "
                  + Bounds.LIST_ENTRIES
                  + " files, "
                  + Bounds.LIST_TIME.toMinutes()
                  + " minutes); those beyond stay there");
      case ABSENT, WHOLE -> {}
    }
  }

  /** Whether anything of what could not be read was asked for; what is not understood was. */
  private boolean isWanted(IgnoreRules exclude) {
    return unread.isEmpty()
        || unread.size() >= MOST_LINES
        || unread.stream()
            .map(UNREAD::matcher)
            .anyMatch(line -> !line.matches() || !exclude.covers(line.group(1), true));
  }

  /**
   * Reads what {@code list.sh} prints.
   *
   * @throws Cut when the end mark is missing
   */
  static Listing read(InputStream in) throws IOException {
    return read(in, false);
  }

  /**
   * @param endless whether {@code in} may end anywhere, because a bound was passed
   */
  static Listing read(InputStream in, boolean endless) throws IOException {
    Map<String, RemoteEntry> entries = new LinkedHashMap<>();
    try {
      Listing listing = read(new Fields(in), entries);
      return endless ? new Listing(State.ENDLESS, entries, List.of()) : listing;
    } catch (Fields.TooLong e) {
      return new Listing(State.ENDLESS, entries, List.of());
    } catch (Cut e) {
      if (endless) {
        return new Listing(State.ENDLESS, entries, List.of());
      }
      throw e;
    }
  }

  private static Listing read(Fields fields, Map<String, RemoteEntry> entries) throws IOException {
    String there = fields.next();
    String facts = fields.next();
    for (; !facts.equals("E") && !facts.equals("U"); facts = fields.next()) {
      String named = fields.next();
      String path = named.startsWith("./") ? named.substring(2) : named;
      String target = fields.next();
      RemoteEntry entry = entry(facts.split(" "), path, target);
      entries.put(path, entry);
      if (entries.size() > Bounds.LIST_ENTRIES) {
        throw new Fields.TooLong();
      }
    }
    List<String> unread = facts.equals("U") ? fields.next().lines().toList() : List.of();
    return new Listing(state(there, facts), entries, unread);
  }

  private static State state(String there, String end) {
    return switch (there) {
      case "N" -> State.ABSENT;
      case "F" -> State.NO_FOLDER;
      case "O" -> State.OURS;
      default -> end.equals("E") ? State.WHOLE : State.IN_PART;
    };
  }

  private static RemoteEntry entry(String[] facts, String path, String target) throws IOException {
    try {
      Kind kind =
          switch (facts[0]) {
            case "f" -> Kind.FILE;
            case "d" -> Kind.FOLDER;
            case "l" -> Kind.LINK;
            default -> Kind.OTHER;
          };
      int mode = Integer.parseInt(facts[1], 8) & 0777;
      long size = kind == Kind.FILE ? size(facts[2]) : 0;
      return new RemoteEntry(path, kind, size, nanos(facts[3]), mode, target);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new Garbled("the listing of the remote folder is garbled", e);
    }
  }

  /** What no file has is taken for the largest, so that it is too dear and adds up to no less. */
  private static long size(String digits) {
    long size = Long.parseLong(digits);
    return size < 0 || size > Bounds.FILE_BYTES ? Bounds.FILE_BYTES : size;
  }

  /** From seconds with an optional fraction; find(1) prints up to ten decimals. */
  private static long nanos(String seconds) {
    int dot = seconds.indexOf('.');
    if (dot < 0) {
      return Long.parseLong(seconds) * 1_000_000_000L;
    }
    String fraction = (seconds.substring(dot + 1) + "000000000").substring(0, 9);
    long whole = Long.parseLong(seconds.substring(0, dot)) * 1_000_000_000L;
    long part = Long.parseLong(fraction);
    return seconds.startsWith("-") ? whole - part : whole + part;
  }

  /** NUL-ended fields of a stream. */
  static final class Fields {
    private final InputStream in;

    /** More than a machine may say. */
    static final class TooLong extends IOException {
      TooLong() {
        super("the machine's list has no end");
      }
    }

    private byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;

    Fields(InputStream in) {
      this.in = in;
    }

    String next() throws IOException {
      for (int at = from; ; at++) {
        if (at == to) {
          int begin = from;
          more();
          at -= begin;
        }
        if (buffer[at] == 0) {
          String field = Names.ofBytes(buffer, from, at - from);
          from = at + 1;
          return field;
        }
      }
    }

    /** Reads on behind what is left, which moves to the start of the buffer. */
    private void more() throws IOException {
      int left = to - from;
      if (left > Bounds.FIELD_BYTES) {
        throw new TooLong();
      }
      byte[] next = left > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
      System.arraycopy(buffer, from, next, 0, left);
      buffer = next;
      from = 0;
      int n = in.read(buffer, left, buffer.length - left);
      if (n < 0) {
        throw new Cut("the machine stopped in the middle of a list");
      }
      to = left + n;
    }
  }
}
