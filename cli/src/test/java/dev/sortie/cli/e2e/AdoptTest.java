package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Law 3 with two installations on one account: what is the other's is ended only by name. */
@Execution(ExecutionMode.CONCURRENT)
class AdoptTest {
  @TempDir Path root;

  @Test
  void anInstanceWhoseComputerIsGoneIsAdoptedByNameEndedAndProvenGone() {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli lost = shop.customer(root.resolve("lost"));
        Cli here = shop.customer(root.resolve("here"))) {
      CliProcess killed =
          lost.start("run", "--yes", "--json", "--job", "work", "--", "echo at work; sleep 600")
              .at("\"stdout\":\"at work", "KILL");
      assertThat(killed.exit()).as(killed.said()).isEqualTo(137);
      String theirs = only(shop).path("id").asString();
      String stranger = shop.rent("somebody-elses");

      CliProcess plain = here.run("reap");
      assertThat(plain.exit()).as(plain.said()).isZero();
      assertThat(plain.out())
          .contains("of another installation", "not touched", "sortie reap --adopt " + theirs);
      assertThat(shop.living()).as(plain.said()).hasSize(2);

      refuses(here.run("reap", "--adopt", "1"), "SRT-106", "this account has no instance 1");
      refuses(
          here.run("reap", "--adopt", theirs, stranger),
          "SRT-109",
          "instance " + stranger + " was not rented by Sortie: its label is 'somebody-elses'");
      refuses(here.run("reap", "--adopt", "all"), "SRT-109", "'all' is not the number");
      refuses(lost.run("reap", "--adopt", theirs), "SRT-109", "is ours already");

      CliProcess dry = here.run("reap", "--dry-run", "--adopt", theirs);
      assertThat(dry.exit()).as(dry.said()).isZero();
      assertThat(dry.out()).contains("would be adopted and ended");
      assertThat(shop.living()).as(dry.said()).hasSize(2);

      CliProcess adopted = here.run("reap", "--adopt", theirs);
      assertThat(adopted.exit()).as(adopted.said()).isZero();
      assertThat(adopted.out())
          .contains("adopted, ending it", "instance " + theirs + " destroyed, proven absent");
      assertThat(only(shop).path("id").asString()).as("the stranger's").isEqualTo(stranger);
      CliProcess ps = here.run("ps");
      assertThat(ps.exit()).as(ps.said()).isZero();
      assertThat(ps.out()).isEqualTo("nothing is running");
    }
  }

  private static void refuses(CliProcess reap, String code, String said) {
    assertThat(reap.exit()).as(reap.said()).isEqualTo(2);
    assertThat(reap.err()).contains(code, said, "nothing was touched");
  }

  private static JsonNode only(Shop shop) {
    assertThat(shop.living()).hasSize(1);
    return shop.living().getFirst();
  }
}
