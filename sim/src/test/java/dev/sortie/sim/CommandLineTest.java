package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... args) {
    return new CommandLine(new PrintStream(said, true, StandardCharsets.UTF_8)).run(args);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLifeWithoutFaultsIsToldToItsEnd() {
    assertThat(run("--seed", "1", "--fault", "none")).isZero();
    assertThat(said()).contains("create call for", "Ended[]", "timeline ");
  }

  @Test
  void aLawThatDoesNotHoldIsSaidWithTheCommandThatShowsIt() {
    assertThat(run("--seeds", "40", "--off", "DESTROY_AGAIN", "--threads", "1")).isEqualTo(1);
    assertThat(said()).contains("oracle 1 ", "./sortie-sim --seed ", "--off DESTROY_AGAIN");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(run("--fault", "NOTHING@NOWHERE")).isEqualTo(2);
    assertThat(said()).contains("NOTHING", "usage:");
  }
}
