package dev.sortie.remote.sync;

import java.util.List;

/** Files that hold secrets by their name, whatever the ignore files say. */
final class Secrets {
  private static final IgnoreRules NAMES =
      IgnoreRules.of(
          List.of(
              ".env",
              ".env.*",
              "!.env.example",
              "!.env.sample",
              "!.env.template",
              "!.env.dist",
              "*.pem",
              "*.key",
              "*.p12",
              "*.pfx",
              "id_rsa",
              "id_dsa",
              "id_ecdsa",
              "id_ed25519",
              "id_ecdsa_sk",
              "id_ed25519_sk",
              ".netrc",
              ".pgpass",
              ".pypirc",
              ".npmrc",
              ".git-credentials",
              ".aws/",
              ".ssh/",
              ".gnupg/",
              ".kube/",
              ".docker/",
              "vast_api_key",
              ".vast_api_key"));

  private Secrets() {}

  static boolean holds(String path, boolean folder) {
    return NAMES.ignores(path, folder).orElse(false);
  }
}
