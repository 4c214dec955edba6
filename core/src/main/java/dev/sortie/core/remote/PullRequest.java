package dev.sortie.core.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What to bring home.
 *
 * @param include patterns in gitignore syntax; empty means everything
 * @param exclude patterns in gitignore syntax
 * @param bytesPerSecond as fast as the link goes when empty
 * @param atMostBytes no more may come over the wire than this, 1 KiB for each file counted besides
 *     its content; the smallest files come first, the rest is reported as missing
 */
public record PullRequest(
    String remoteFolder,
    Path localFolder,
    List<String> include,
    List<String> exclude,
    Moment moment,
    OptionalLong bytesPerSecond,
    OptionalLong atMostBytes) {

  /** When a pull happens. */
  public enum Moment {
    /**
     * Nothing writes there any more: every file is verified, also what came home during the work.
     */
    AFTER_THE_WORK,
    /**
     * The same long after the work: what goes on being written to is taken as it is at one moment
     * and comes under its name; the report names it as missing for good.
     */
    AS_IT_IS,
    /**
     * A gather: tasks may be writing. Looks once and brings what changed. Of a file that is still
     * being written the beginning comes home under a name of its own, and the report names it as
     * missing. It gives way to a pull after the work of the same local folder.
     */
    DURING_THE_WORK
  }

  public PullRequest {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    bytesPerSecond.ifPresent(rate -> check(rate > 0, "bytesPerSecond must be positive: " + rate));
    atMostBytes.ifPresent(most -> check(most >= 0, "atMostBytes must not be negative: " + most));
  }

  /** Everything, after the work, as fast as the link goes. */
  public PullRequest(
      String remoteFolder, Path localFolder, List<String> include, List<String> exclude) {
    this(
        remoteFolder,
        localFolder,
        include,
        exclude,
        Moment.AFTER_THE_WORK,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  public PullRequest duringTheWork() {
    return new PullRequest(
        remoteFolder,
        localFolder,
        include,
        exclude,
        Moment.DURING_THE_WORK,
        bytesPerSecond,
        atMostBytes);
  }

  public PullRequest asItIs() {
    return new PullRequest(
        remoteFolder, localFolder, include, exclude, Moment.AS_IT_IS, bytesPerSecond, atMostBytes);
  }

  public PullRequest bytesPerSecond(long most) {
    return new PullRequest(
        remoteFolder, localFolder, include, exclude, moment, OptionalLong.of(most), atMostBytes);
  }

  public PullRequest atMostBytes(long most) {
    return new PullRequest(
        remoteFolder, localFolder, include, exclude, moment, bytesPerSecond, OptionalLong.of(most));
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
