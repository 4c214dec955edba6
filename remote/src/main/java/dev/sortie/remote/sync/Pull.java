package dev.sortie.remote.sync;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One pull: waits for its turn, then looks, fetches, verifies and names. For one thread. */
public final class Pull {
  /** A process that was stopped may hold the folder for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The next gather is soon. */
  private static final Duration GATHER_PATIENCE = Duration.ofSeconds(5);

  private static final String US = ProcessHandle.current().pid() + " " + UUID.randomUUID();

  private final Link link;
  private final PullRequest request;
  private final Looks looks;
  private final SyncProgress listener;
  private final Path folder;

  /**
   * @param looks what earlier gathers from this machine saw
   */
  public Pull(Link link, PullRequest request, Looks looks, SyncProgress progress) {
    this.link = link;
    this.request = request;
    this.looks = looks;
    this.listener = progress;
    this.folder = request.localFolder().toAbsolutePath().normalize();
  }

  public PullReport run(Duration limit) {
    boolean duringWork = request.moment() == PullRequest.Moment.DURING_THE_WORK;
    Turns turns = Turns.of(folder);
    try {
      turns.take(!duringWork);
    } catch (InterruptedIOException e) {
      throw Patience.interrupted(e);
    }
    try {
      Allowance allowance =
          new Allowance(
              request.bytesPerSecond(),
              request.atMostBytes(),
              () -> duringWork && turns.urgentWaits());
      return inTurn(new Patience(limit, listener::lost), allowance);
    } finally {
      turns.end();
    }
  }

  private PullReport inTurn(Patience patience, Allowance allowance) {
    OwnFolder own;
    try {
      Files.createDirectories(folder);
      own = OwnFolder.in(folder);
      own.make();
    } catch (IOException e) {
      throw LocalFiles.failure("cannot make " + folder, e);
    }
    try (FolderLock lock = FolderLock.take(own.folder(), patienceWithOthers()).orElse(null)) {
      if (lock != null) {
        OlderFiles.takeOver(folder, own);
        return alone(patience, allowance, new Landing(folder));
      }
    } catch (InterruptedIOException e) {
      throw Patience.interrupted(e);
    }
    return switch (request.moment()) {
      case AFTER_THE_WORK, AS_IT_IS ->
          alone(patience, allowance, new Landing(folder, Optional.of(US)));
      case DURING_THE_WORK ->
          throw LocalFiles.failure(
              "another process brings files to " + folder, new IOException("try again soon"));
    };
  }

  private Duration patienceWithOthers() {
    return switch (request.moment()) {
      case AFTER_THE_WORK, AS_IT_IS -> PATIENCE;
      case DURING_THE_WORK -> GATHER_PATIENCE;
    };
  }

  private PullReport alone(Patience patience, Allowance allowance, Landing landing) {
    Pulled pulled = Pulled.load(landing.own().note(), request.remoteFolder());
    Wire wire =
        new Wire(
            link, new Scripts(request.remoteFolder()), new Steady(listener), patience, allowance);
    try {
      return switch (request.moment()) {
        case AFTER_THE_WORK, AS_IT_IS -> new WholePull(wire, request, landing, pulled).run();
        case DURING_THE_WORK -> new Gather(wire, request, landing, pulled, looks).run();
      };
    } finally {
      pulled.save();
    }
  }
}
