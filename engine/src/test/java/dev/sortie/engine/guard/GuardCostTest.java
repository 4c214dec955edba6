package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guard takes of the machine, in whatever state a task has left it: the time that the
 * processor worked for it and all that it started, not how soon that was.
 */
@Execution(ExecutionMode.CONCURRENT)
class GuardCostTest {
  private static final Duration WINDOW = Duration.ofSeconds(20);

  /** Half of a hundredth of one core. */
  private static final Duration MOST = WINDOW.dividedBy(200);

  private static final String D = "/root/.sortie/guard";

  @TempDir Path folder;

  private static Stream<Arguments> states() {
    return Stream.of(
            "true",
            "rm -rf /root/.sortie",
            "rm -rf " + D + "; echo >" + D,
            "rm -f %1$s/state %1$s/renewal %1$s/toll; mkdir %1$s/state %1$s/renewal %1$s/toll"
                .formatted(D),
            "for f in state renewal toll young traffic; do rm -f %1$s/$f; mkfifo %1$s/$f; done"
                .formatted(D),
            "chmod -R 0 " + D,
            "dd if=/dev/zero of=/root/full bs=1k",
            "rm /root/bin/date",
            "rm /root/bin/sleep",
            "rm /root/bin/sleep; ln -s /usr/bin/true /root/bin/sleep",
            "rm /root/bin/sleep; ln -s /usr/bin/false /root/bin/sleep",
            "rm /root/bin/*",
            "umount -l /proc",
            "for f in /proc/[0-9]*; do read -r c <$f/cmdline; case $c in *-c'eval \"$G\"lifeline'a*)"
                + " kill -STOP ${f#/proc/};; esac; done 2>/dev/null",
            "no API")
        .flatMap(state -> Scene.shells().map(shell -> Arguments.of(state, shell)));
  }

  @ParameterizedTest
  @MethodSource("states")
  void isHalfAPercentOfACoreAtMost(String state, Shell shell) throws Exception {
    List<String> programs =
        List.of(
            Scene.CURL, "/usr/bin/python3", "busybox/mkfifo", "busybox/chmod", "/usr/bin/umount");
    try (Scene scene = new Scene(folder, shell, programs)) {
      scene.box.with("SORTIE_GUARD_TICK", "2");
      scene.box.withDisk(300);
      scene.armed(10_000, 6_000);
      assertThat(scene.renew(6_000, 10_000).isProof()).isTrue();
      if (state.equals("no API")) {
        // Its time is over, but nobody takes its call.
        scene.renew(6_000, 0);
        scene.stand.shut();
      } else {
        scene.box.run(state);
      }
      // What a change itself costs is no state.
      Thread.sleep(5_000);
      Duration before = scene.box.worked();
      Thread.sleep(WINDOW);
      assertThat(scene.box.worked().minus(before)).isLessThanOrEqualTo(MOST);
    }
  }
}
