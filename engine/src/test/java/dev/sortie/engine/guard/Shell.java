package dev.sortie.engine.guard;

import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code sh} may be on an image. */
enum Shell {
  DASH("/usr/bin/dash"),
  BASH("/usr/bin/bash"),
  BUSYBOX("/usr/bin/busybox");

  final String path;

  Shell(String path) {
    this.path = path;
  }

  boolean isHere() {
    return Files.isExecutable(Path.of(path));
  }
}
