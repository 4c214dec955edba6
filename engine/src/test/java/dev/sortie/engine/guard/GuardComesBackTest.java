package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who brings a killed guard back where nobody renews it and no task runs: what the image has. */
@Execution(ExecutionMode.CONCURRENT)
class GuardComesBackTest {
  private static final String EVERY_SHELL = "dev.sortie.engine.guard.Scene#everyShell";

  /** In the manner of cron.d: each minute, as root; a percent sign would end the command. */
  private static final Pattern EACH_MINUTE = Pattern.compile("\\* \\* \\* \\* \\* root ([^%\n]+)");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void aLoginShellBringsAKilledOneBack(Shell shell) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/etc/profile.d")), "needs a profile.d");
    try (Scene scene = renewed(shell, "/etc")) {
      Map<String, ProcessHandle> before = scene.box.guards();
      killed(scene);

      scene.box.run("sh -c :");
      assertThat(scene.box.guards()).as("no login, no guard").isEmpty();
      scene.box.run("sh -l -c :");

      awaitAnother(scene, before);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void cronBringsAKilledOneBack(Shell shell) throws IOException {
    try (Scene scene = renewed(shell, "/root/etc")) {
      Map<String, ProcessHandle> before = scene.box.guards();
      killed(scene);

      Matcher entry = EACH_MINUTE.matcher(scene.box.run("cat /root/etc/cron.d/lifeline").strip());
      assertThat(entry.matches()).isTrue();
      // As cron runs it: nearly no variables, /bin/sh, no terminal.
      scene.box.run(
          "exec /usr/bin/env -i HOME=/root LOGNAME=root PATH=/usr/bin:/bin SHELL=/bin/sh"
              + " /bin/sh -c '"
              + entry.group(1)
              + "' </dev/null");

      awaitAnother(scene, before);
    }
  }

  /** With five minutes left, and all of the guard there. */
  private Scene renewed(Shell shell, String etc) throws IOException {
    Scene scene = new Scene(folder, shell, GuardKillTest.TOOLS);
    scene.box.with("SORTIE_ETC", etc);
    scene.armed(1000, 600);
    scene.box.run("mkdir -p /root/etc/cron.d");
    assertThat(scene.renew(600, 300).isProof()).isTrue();
    Scene.soon("both run").until(() -> scene.box.guards().size() == 2);
    return scene;
  }

  /** Its own processes only, and later than what makes two who bring it back leave it to one. */
  private static void killed(Scene scene) throws IOException {
    assertThat(scene.box.isFenced()).isTrue();
    scene.box.run(GuardKillTest.KILL_BOTH);
    Scene.soon("both are dead").until(() -> scene.box.allGuards().isEmpty());
    scene.box.run("sleep 4");
    assertThat(scene.box.allGuards()).isEmpty();
  }

  private static void awaitAnother(Scene scene, Map<String, ProcessHandle> before) {
    Scene.soon("it is back")
        .until(() ->
            scene.box.guards().size() == 2
                && scene.box.guards().values().stream().noneMatch(before::containsValue));
    assertThat(scene.box.left()).as("with what was left").isLessThan(300);
    assertThat(scene.isGone()).isFalse();
  }
}
