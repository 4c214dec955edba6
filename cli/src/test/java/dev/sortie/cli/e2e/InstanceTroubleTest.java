package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What markets do to a rented machine: each has a rule, words, and leaves nothing that costs. */
@Execution(ExecutionMode.CONCURRENT)
class InstanceTroubleTest {
  @TempDir Path root;

  @Test
  void anOutbidMachineIsReplacedAndItsDiskIsPaidForNoLonger() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("outbid seconds=20 times=1");
      goesOnElsewhere(scene, "the market stopped it", "outbid");
    }
  }

  @Test
  void aMachineWhoseContractIsOverIsReplacedAndItsDiskIsPaidForNoLonger() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("contract_ends seconds=30 times=1");
      goesOnElsewhere(scene, "the market stopped it", "contract has ended");
    }
  }

  private static void goesOnElsewhere(Scene scene, String... words) {
    CliProcess run =
        scene.cli().start("run", "--yes", "--job", "j", "--", "sleep 35; echo x >/work/x");
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.out()).contains(words).contains("what is left goes on elsewhere");
    assertThat(scene.cli().folder().resolve("work_remote/j/x")).hasContent("x\n");
    assertThat(scene.creates()).isEqualTo(2);
    assertThat(scene.instances()).as("a stopped machine's disk is billed on").isZero();
  }

  @Test
  void withoutCreditTheRunIsGivenUpInWordsAndNothingIsLeftThatCosts() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene.cli().start("run", "--yes", "--job", "j", "--", "echo at work; sleep 90");
      run.untilSaid("at work$");
      scene.credit(0);
      assertThat(run.exit()).as(run.said()).isEqualTo(6);
      assertThat(run.out()).contains("out of credit");
      assertThat(run.err()).contains("SRT-301", "1 of 1 tasks not done", "nothing of this run");
      assertThat(scene.creates()).as("asked once more, and no further").isEqualTo(2);
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whenEveryOfferOfThePlanIsTakenOthersAreSearched() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("offer_gone times=9");
      CliProcess run = scene.cli().start("run", "--yes", "--job", "j", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out())
          .contains("no offer of the plan is left, searching others", "within the same ceiling");
      assertThat(scene.cli().folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(scene.creates()).isEqualTo(10);
      assertThat(scene.instances()).isZero();
      assertThat(scene.cli().run("receipt", "j").exit()).isZero();
    }
  }

  @Test
  void whoNamesTheOfferWantsNoOther() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("offer_gone times=1");
      String offer =
          JsonLines.one(scene.cli().run("offers", "--json").out()).get(0).path("offer").asString();
      CliProcess run = scene.cli().run("run", "--yes", "--offer", offer, "--", "true");
      assertThat(run.exit()).as(run.said()).isEqualTo(3);
      assertThat(run.out()).doesNotContain("searching others");
      assertThat(scene.creates()).isEqualTo(1);
    }
  }
}
