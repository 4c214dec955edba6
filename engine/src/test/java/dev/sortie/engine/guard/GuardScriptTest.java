package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent. */
class GuardScriptTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(36_500);

  @TempDir Path folder;

  @Test
  void itFitsIntoTheCreateCallWithRoomForTheRecipe() {
    String script = Guard.onstart(YEARS, Optional.of(new GuardTerms(YEARS, YEARS)));
    // The market takes 4096 characters of onstart and arguments together.
    assertThat(script.length()).isLessThanOrEqualTo(3_700);
    assertThat(script).isASCII().startsWith("#!/bin/sh\n").endsWith("\n").doesNotContain("{{");
  }

  @Test
  void theGuardStandsInOneQuotedWord() throws IOException {
    try (var in = Guard.class.getResourceAsStream("guard.sh")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).doesNotContain("'");
    }
  }

  @Test
  void withoutALeaseOnlyTheLifeEndsIt() {
    assertThat(Guard.onstart(DAY, Optional.empty())).contains(" lifeline a 86400 86400 ");
    assertThat(Guard.onstart(DAY, Optional.of(GuardTerms.USUAL)))
        .contains(" lifeline a 86400 900 ");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void tasksFindTheImagesVariablesAndNotTheKey(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.box.with("CROOKED", "it's \"so\" $HOME `x` \\ two\nlines");
      scene.armed(1000, 600);
      String printed =
          scene.box.run("ls -l .sortie/env; . ./.sortie/env; printf '<%s>' \"$CROOKED\"");
      assertThat(printed).startsWith("-rw-------");
      assertThat(printed).contains("<it's \"so\" $HOME `x` \\ two\nlines>");
      assertThat(scene.box.run("cat .sortie/env"))
          .contains("CONTAINER_ID", "SORTIE_MARKET_URL")
          .doesNotContain("CONTAINER_API_KEY")
          .doesNotContain(scene.rental.key());
    }
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void variablesOfAnyNameAndValueReachTasksAndChangeNothingOfTheGuard(Shell shell)
      throws IOException {
    String value =
        "it's \"so\"\nexport HOME='x\nCONTAINER_API_KEY=wrong\nSORTIE_MARKET_URL=http://127.0.0.1:9";
    List<String> names = List.of("AA", "G", "d", "t", "u", "w", "stat", "HOME_", "zz", "ZZ");
    try (Scene scene = new Scene(folder, shell, GuardKillTest.TOOLS)) {
      names.forEach(name -> scene.box.with(name, value));
      scene.armed(1000, 600);
      for (String name : names) {
        assertThat(scene.box.run(". ./.sortie/env; printf %s \"$" + name + "\""))
            .as(name)
            .isEqualTo(value);
      }
      assertThat(scene.renew(600, 600).isProof()).isTrue();
      scene.box.guards().values().forEach(ProcessHandle::destroyForcibly);
      Scene.soon("both are dead").until(() -> scene.box.guards().isEmpty());

      assertThat(scene.renew(600, 600).isProof()).as("back with its own key").isTrue();
    }
  }
}
