package dev.sortie.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of ours, which runs one class of these tests and starts quickly. */
final class ChildProcess {
  private ChildProcess() {}

  static ProcessBuilder of(Class<?> main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
