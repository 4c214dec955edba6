package dev.sortie.practice.machine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Machines with or without a fence and somebody who may log in; destroys them all at its end. */
final class Fixture implements AutoCloseable {
  private static final Isolation BEST = Fence.best();

  private final Path temp;
  private final List<Machine> started = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final Login login;
  final boolean fenced;
  LocalMachines machines;

  /** Skips the test where it asks for a fence that this computer does not allow. */
  Fixture(Path temp, boolean fenced) throws Exception {
    this.temp = temp;
    this.fenced = fenced;
    assumeTrue(
        !fenced || BEST instanceof PrivateMounts, () -> "no private mounts: " + BEST.describe());
    machines = open();
    login = new Login(temp);
  }

  LocalMachines open() {
    return new LocalMachines(
        fenced ? BEST : new PlainFolders("the test wants it so"), notices::add);
  }

  Specs specs(String name) {
    return Specs.at(root(name), login);
  }

  Path root(String name) {
    return temp.resolve(name);
  }

  Path file(String name, String absolute) {
    return new MachineFolder(root(name)).inside(absolute);
  }

  Machine start(String name) {
    return start(specs(name));
  }

  Machine start(Specs specs) {
    Machine machine = machines.start(specs.spec());
    started.add(machine);
    return machine;
  }

  Login.Said run(Machine machine, String command) throws IOException {
    return login.run(machine.sshPort(), command);
  }

  @Override
  public void close() {
    started.forEach(Machine::destroy);
    machines.close();
    login.close();
  }
}
