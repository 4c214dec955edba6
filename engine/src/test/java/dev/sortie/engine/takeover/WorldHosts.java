package dev.sortie.engine.takeover;

import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskOutput;
import dev.sortie.core.remote.TaskStart;
import dev.sortie.engine.NoHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one process gets to the machines of a {@link World}. */
final class WorldHosts implements Hosts {
  private static final Pattern NONCE = Pattern.compile("nonce=(\\d+)");
  private static final LogPosition READ = new LogPosition(0, 0);

  private final World world;
  private final Set<SshAddress> known;

  /**
   * @param known machines whose key stands in the journal, so that it must be pinned
   */
  WorldHosts(World world, Set<SshAddress> known) {
    this.world = world;
    this.known = known;
  }

  @Override
  public RemoteHost connect(SshTarget target) {
    List<SshAddress> addresses = target.addresses().get();
    SshAddress there =
        addresses.stream()
            .filter(world::letsIn)
            .findFirst()
            .orElseThrow(() -> new RemoteException(new RemoteProblem.Unreachable("" + addresses)));
    if (known.contains(there) && target.pinned().isEmpty()) {
      throw new AssertionError("a machine that is known by its key was trusted without it");
    }
    return new Machine(there);
  }

  @Override
  public PushSize measure(PushRequest request) {
    throw new AssertionError("measured");
  }

  @Override
  public void close() {}

  private final class Machine extends NoHost {
    private final SshAddress address;

    Machine(SshAddress address) {
      this.address = address;
    }

    @Override
    public HostKey hostKey() {
      return World.KEY;
    }

    @Override
    public SshAddress address() {
      return address;
    }

    /** Its guard. */
    @Override
    public int run(String command, Output output) {
      Matcher nonce = NONCE.matcher(command);
      if (!nonce.find()) {
        throw new AssertionError("armed although it lives: " + command);
      }
      int key = world.guardKnowsItsKey(address) ? 1 : 0;
      String line = "sortie-guard " + nonce.group(1) + " 1 " + key + " 3600 600 - - 1 0 -\n";
      output.standardOut(line.getBytes(StandardCharsets.US_ASCII));
      return 0;
    }

    @Override
    public void start(TaskStart task) {}

    @Override
    public TaskEnd follow(TaskId task, LogPosition from, TaskOutput output, Duration patience) {
      return new TaskEnd.Exited(0, READ);
    }

    @Override
    public PushReport push(PushRequest request, SyncProgress progress, Duration patience) {
      return new PushReport(1, 1, 1, 1, 0, List.of(), List.of());
    }

    @Override
    public PullReport pull(PullRequest request, SyncProgress progress, Duration patience) {
      return new PullReport(1, 1, 1, 1, List.of());
    }
  }
}
