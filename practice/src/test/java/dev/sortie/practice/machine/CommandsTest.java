package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command over SSH sees and does, behind private mounts and in plain folders. */
final class CommandsTest {
  @TempDir Path temp;
  private final List<Machine> started = new ArrayList<>();
  private @org.jspecify.annotations.Nullable Machines machines;

  @AfterEach
  void destroyAll() {
    started.forEach(Machine::destroy);
    if (machines != null) {
      machines.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsStreamsAndExitStatusApart(boolean fenced) throws Exception {
    try (Login login = new Login(temp)) {
      Machine machine = start(fenced, login, "a");

      var said = login.run(machine.sshPort(), "echo out; echo err >&2; pwd; ls -d /work; exit 3");

      assertThat(said.status()).isEqualTo(3);
      assertThat(said.out()).startsWith("out\n").contains("/root\n", "/work\n");
      assertThat(said.err()).isEqualTo("err\n");
    }
  }

  private Machine start(boolean fenced, Login login, String name) {
    machines = Fences.machines(fenced);
    Machine machine = machines.start(Specs.at(temp.resolve(name), login).spec());
    started.add(machine);
    return machine;
  }
}
