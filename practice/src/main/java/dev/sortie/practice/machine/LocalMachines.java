package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Machines on this computer: real SSH servers on 127.0.0.1 and real processes, fenced off by
 * private mounts where the kernel allows it. Thread-safe; hundreds of machines share its threads.
 *
 * <p>What a machine's instance sees as {@code /} lies in {@code fs} of {@link MachineSpec#root()};
 * {@code state} beside it is ours. Machines share this computer's network: a port that a service
 * listens on inside is a port of this computer, so two machines cannot use the same one at once.
 */
public final class LocalMachines implements Machines {
  private static final int SAVE_SECONDS = 1;
  private static final int HANG_UP_SECONDS = 2;

  private final Map<Path, LocalMachine> machines = new ConcurrentHashMap<>();
  private final Workshop workshop;
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(daemon("machine-meter"));
  private final ScheduledFuture<?> saving;

  /**
   * @param notices gets one line for a person whenever something is not as usual
   * @throws MachineException when no SSH server can be opened on this computer
   */
  public LocalMachines(Consumer<String> notices) {
    this(Fence.best(), Patience.USUAL, notices);
  }

  LocalMachines(Isolation isolation, Consumer<String> notices) {
    this(isolation, Patience.USUAL, notices);
  }

  LocalMachines(Isolation isolation, Patience patience, Consumer<String> notices) {
    try {
      ExecutorService threads = Executors.newCachedThreadPool(daemon("machine-io"));
      workshop = new Workshop(isolation, new SshFront(), patience, threads, notices);
    } catch (IOException e) {
      throw new MachineException("no SSH server can be opened: " + e.getMessage(), e);
    }
    if (isolation instanceof PlainFolders) {
      notices.accept("practice machines: " + isolation.describe());
    }
    saving = saver.scheduleWithFixedDelay(this::save, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().daemon().name(name, 0).factory();
  }

  @Override
  public Machine start(MachineSpec spec) {
    MachineFolder folder = new MachineFolder(spec.root());
    try {
      LocalMachine machine =
          new LocalMachine(spec, folder, workshop, () -> machines.remove(folder.root()));
      if (machines.putIfAbsent(folder.root(), machine) != null) {
        throw new MachineException("instance " + spec.id() + " runs already");
      }
      try {
        machine.start();
        return machine;
      } catch (IOException | RuntimeException e) {
        machines.remove(folder.root());
        machine.abandon();
        throw e;
      }
    } catch (IOException e) {
      throw new MachineException("cannot start instance " + spec.id() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void endLeftovers(Path folder, Set<Path> kept) {
    Leftovers.sweep(folder, kept).forEach(workshop.notices());
  }

  @Override
  public String isolation() {
    return workshop.isolation().describe();
  }

  @Override
  public void close() {
    saving.cancel(false);
    saver.shutdown();
    machines.values().forEach(machine -> noticing("closing a machine", machine::abandon));
    machines.clear();
    noticing("closing SSH", workshop.front()::close);
    endThreads();
  }

  /** Commands whose channels are gone get a moment to be hung up. */
  private void endThreads() {
    workshop.threads().shutdown();
    try {
      if (!workshop.threads().awaitTermination(HANG_UP_SECONDS, TimeUnit.SECONDS)) {
        workshop.threads().shutdownNow();
      }
    } catch (InterruptedException e) {
      workshop.threads().shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void save() {
    machines.values().forEach(machine -> noticing("saving traffic", machine::saveTraffic));
  }

  private interface Step {
    void run() throws IOException;
  }

  /** One machine's trouble must not keep the others from their turn. */
  private void noticing(String what, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      workshop.notices().accept("practice machines: " + what + ": " + e.getMessage());
    }
  }
}
