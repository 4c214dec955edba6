package dev.sortie.cli.env;

import java.nio.file.Path;

/**
 * Where Sortie keeps things on this computer; the same on Linux and macOS.
 *
 * @param state journal, logs, practice market
 * @param config the person's configuration
 */
public record Folders(Path state, Path config) {
  static Folders of(Env env) {
    Path state =
        env.get(EnvironmentVariable.SORTIE_STATE)
            .map(env.folder()::resolve)
            .orElseGet(() ->
                env.get(EnvironmentVariable.XDG_STATE_HOME)
                    .map(env.folder()::resolve)
                    .orElse(env.home().resolve(".local/state"))
                    .resolve("sortie"));
    Path config =
        env.get(EnvironmentVariable.XDG_CONFIG_HOME)
            .map(env.folder()::resolve)
            .orElse(env.home().resolve(".config"));
    return new Folders(state, config);
  }

  public Path configFile() {
    return config.resolve("sortie").resolve("config.yaml");
  }

  /** State of everything that is only practised; never mixed with the real. */
  public Path practice() {
    return state.resolve("practice");
  }

  public Path log() {
    return state.resolve("logs").resolve("sortie.log");
  }
}
