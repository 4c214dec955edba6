package dev.sortie.core.remote;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pull did. Complete when {@code missing} is empty: then every file the remote folder held
 * is here under its name with an equal hash.
 *
 * @param files in the remote folder
 * @param bytes their size
 * @param missing files that could not be brought home whole, with the reason
 */
public record PullReport(
    int files, long bytes, int broughtFiles, long broughtBytes, List<Missing> missing) {
  public PullReport {
    missing = List.copyOf(missing);
  }

  /** Whether another pull may bring what is missing. */
  public boolean mayStillCome() {
    return missing.stream().anyMatch(one -> !one.forGood());
  }

  /** Whether something is missing for no other reason than that it is written to. */
  public boolean isStillWritten() {
    return missing.stream().anyMatch(one -> one.writing().equals(Optional.of(Writing.GOES_ON)));
  }

  /** Why a file that could be read is not here whole. */
  public enum Writing {
    /** It changed each time it was fetched. */
    GOES_ON,
    /** It was taken as it was at one moment. */
    TAKEN_AS_IT_WAS
  }

  /** The same with more that is missing. */
  public PullReport andMissing(List<Missing> more) {
    return new PullReport(
        files,
        bytes,
        broughtFiles,
        broughtBytes,
        Stream.concat(missing.stream(), more.stream()).toList());
  }

  /** The same once what is missing was told of. */
  public PullReport withoutMissing() {
    return new PullReport(files, bytes, broughtFiles, broughtBytes, List.of());
  }

  /**
   * A file that is not here, and why.
   *
   * @param forGood whether no other pull will bring it either, such as a link that leads out of the
   *     results, a name this computer cannot hold, or more bytes than may be paid for
   * @param unpaidBytes what it would take to bring it, when that is more than may be paid for
   * @param writing when it is missing because it is written to
   */
  public record Missing(
      String path,
      String why,
      boolean forGood,
      Optional<Long> unpaidBytes,
      Optional<Writing> writing) {
    public static Missing forGood(String path, String why) {
      return new Missing(path, why, true, Optional.empty(), Optional.empty());
    }

    public static Missing yet(String path, String why) {
      return new Missing(path, why, false, Optional.empty(), Optional.empty());
    }

    /** What may be spent only gets less: no later pull can pay for it either. */
    public static Missing unpaid(String path, String why, long bytes) {
      return new Missing(path, why, true, Optional.of(bytes), Optional.empty());
    }

    /** It will come as soon as nobody writes to it. */
    public static Missing changing(String path, String why) {
      return new Missing(path, why, false, Optional.empty(), Optional.of(Writing.GOES_ON));
    }

    /** A copy of one moment is here under its name. */
    public static Missing asItWas(String path, String why) {
      return new Missing(path, why, true, Optional.empty(), Optional.of(Writing.TAKEN_AS_IT_WAS));
    }

    public boolean isTaken() {
      return writing.equals(Optional.of(Writing.TAKEN_AS_IT_WAS));
    }
  }
}
