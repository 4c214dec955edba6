package dev.sortie.remote.ssh;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.time.Duration;

/**
 * What is taken from a machine at most. It is a stranger's: it may print, list and answer without
 * end. Each bound is far beyond what honest machines send; what passes it counts as broken, and is
 * not asked for again and again.
 */
public final class Bounds {
  /** Printed by login shells before our scripts begin. */
  static final int BANNER_BYTES = 1 << 20;

  /** An answer to one question; lists are read by other means. */
  static final int ANSWER_BYTES = 32 << 20;

  /** For one answer; a large file is moved into place and hashed meanwhile. */
  static final Duration ANSWER_TIME = Duration.ofHours(1);

  /** For a command that somebody waits for; tasks are started and followed by other means. */
  public static final Duration COMMAND_TIME = Duration.ofMinutes(5);

  /** Printed by such a command, on both streams together. */
  public static final int COMMAND_BYTES = ANSWER_BYTES;

  /** Kept of what a command says on standard error. */
  static final int ERROR_BYTES = 64 * 1024;

  /** A list of a folder, unpacked: half a million names of a hundred bytes each. */
  public static final int LIST_BYTES = 64 << 20;

  public static final int LIST_ENTRIES = 500_000;

  /** For making and reading a list, over all connections. */
  public static final Duration LIST_TIME = Duration.ofMinutes(10);

  /** One name, one link's target, one line: systems allow 4,096 bytes. */
  public static final int FIELD_BYTES = 64 * 1024;

  /** The manifest of what was pushed, unpacked. */
  public static final int MANIFEST_BYTES = LIST_BYTES;

  /** Of a pull whose folder is another one at each look. */
  public static final int MOST_LOOKS = 50;

  /** Files that a list names and that are not there when they are asked for one by one. */
  public static final int ABSENT_FILES = 1_000;

  /** Of the hash of one file, with its size. */
  public static final int HASH_BYTES = 1_000;

  /** Of a file, in a list: so many of the largest still add up. */
  public static final long FILE_BYTES = 1L << 43;

  /** Said of a file before its bytes. */
  public static final int WORD_BYTES = 100;

  /** Asked for again after an answer that made no sense, in one push or pull. */
  public static final int GARBLED_ANSWERS = 50;

  /** For a command to end whose output has ended. */
  public static final Duration END_TIME = Duration.ofMinutes(1);

  /** Of an archive: blocks in a row that bring no file. */
  public static final int EMPTY_BLOCKS = 100_000;

  /** Of an archive: bytes that nobody asked for, beside as much as was asked for. */
  public static final long UNASKED_BYTES = 1L << 30;

  /** Of an archive: entries that nobody asked for, beside as many as were asked for. */
  public static final int UNASKED_ENTRIES = 100_000;

  private Bounds() {}

  /** What passed a bound is not asked for again. */
  public static RemoteException passed(String what) {
    return new RemoteException(new RemoteProblem.CommandFailed(what + " has no end"));
  }
}
