package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the market does to a run, and what a person is told. */
@Execution(ExecutionMode.CONCURRENT)
class FaultTest {
  @TempDir Path root;

  @Test
  void eachBootFaultLeadsToTheNextOffer() {
    try (Scene scene = Scene.in(root)) {
      scene.faults(
          """
          offer_gone times=1
          container_create_failed times=1
          boot_exited times=1
          """);
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("SRT-202", "SRT-411", "SRT-406");
      // On a busy computer a fourth machine may be given up too; each fault struck one, whatever
      // else.
      for (String fault : List.of("offer_gone", "container_create_failed", "boot_exited")) {
        assertThat(scene.struck(fault)).as(fault).isEqualTo(1);
      }
      assertThat(scene.creates()).as(run.said()).isGreaterThanOrEqualTo(4);
      assertThat(scene.instances()).isZero();
      assertThat(scene.cli().folder().resolve("work_remote/j/x")).hasContent("x\n");
      // Every rental stands in the receipt, the failed ones too.
      JsonLines.one(scene.cli().run("receipt", "j", "--json").out())
          .path("leases")
          .forEach(lease -> assertThat(lease.path("open").asBoolean()).isFalse());
    }
  }

  @Test
  void whereTheInstancesOwnKeyMayNotReadItIsProvenByAStartAndTheRunGoesOn() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("instance_key_refused method=GET");
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("alive, with a key that may not read, ends it in ");
      assertThat(scene.struck("instance_key_refused")).isPositive();
      assertThat(scene.requests().stream().filter(r -> r.matches("PUT .*/instances/\\d+/?")))
          .hasSize(1);
      assertThat(scene.creates()).isEqualTo(1);
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void aPriceThatIsRaisedBeforeAnyWorkLeadsToTheNextOffer() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("price_raised times=1");
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "echo x >>/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out())
          .contains("the market raised its price", "SRT-306", "before any work")
          // Of the second machine alone.
          .containsOnlyOnce("pull    ");
      assertThat(scene.creates()).isEqualTo(2);
      assertThat(scene.cli().folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whereEveryPriceIsRaisedTheFourthMachineWorksAtItsPriceWithinTheCeiling() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("price_raised");
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(scene.creates()).isEqualTo(4);
      assertThat(scene.cli().folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void aWrongImageIsNotTriedTwice() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("bad_image");
      CliProcess run = scene.cli().run("run", "--yes", "--image", "no/such:image", "--", "true");
      assertThat(run.exit()).as(run.said()).isEqualTo(5);
      assertThat(run.err())
          .contains("error SRT-403", "check --image", "nothing of this run is left");
      assertThat(scene.creates()).isEqualTo(1);
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void withoutCreditNothingIsTriedAgain() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("insufficient_credit");
      CliProcess run = scene.cli().run("run", "--yes", "--", "true");
      assertThat(run.exit()).as(run.said()).isEqualTo(4);
      assertThat(run.err()).contains("error SRT-301", "sortie doctor");
      assertThat(scene.creates()).isEqualTo(1);
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whatIsFoundOutBeforeRentingIsSaidWithItsRemedy() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess none = cli.run("run", "--yes", "--query", "gpu_ram >= 900", "--", "true");
      assertThat(none.exit()).as(none.said()).isEqualTo(3);
      assertThat(none.err()).contains("error SRT-201").containsPattern("gpu_ram .* \\d+ ");

      CliProcess dear = cli.run("run", "--yes", "--max-cost", "0.0001", "--", "true");
      assertThat(dear.exit()).as(dear.said()).isEqualTo(4);
      assertThat(dear.err()).contains("error SRT-303", "raise --max-cost");

      CliProcess key = cli.with("VAST_API_KEY", "wrong").run("run", "--yes", "--", "true");
      assertThat(key.exit()).as(key.said()).isEqualTo(2);
      assertThat(key.err()).contains("error SRT-102").doesNotContain("wrong");
      assertThat(scene.creates()).isZero();
    }
  }

  @Test
  void anUnclearCreateRentsOnceAndARefusedDestroyIsRepeatedUntilItIsGone() {
    try (Scene scene = Scene.in(root)) {
      scene.faults(
          """
          create_times_out_then_appears seconds=3 times=1
          list_html times=1
          list_empty_string times=1
          destroy_refused times=2
          """);
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(scene.creates()).isEqualTo(1);
      assertThat(scene.struck("destroy_refused")).isEqualTo(2);
      assertThat(scene.struck("list_html")).isEqualTo(1);
      assertThat(run.out()).contains("looking the label up", "destroy was answered");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whatComesBackFromTheDeadIsDestroyedAgain() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("destroy_resurrects seconds=4 times=1");
      CliProcess run = scene.cli().run("run", "--yes", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("listed again after it was gone");
      assertThat(scene.instances()).isZero();
    }
  }
}
