package dev.sortie.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder that is worked on: its {@code sortie.yaml} is the recipe, its files are the code.
 * Usually the working folder; but a task file that lies beside a {@code sortie.yaml} brings its own
 * folder, so that {@code sortie run examples/hello/tasks.txt} works from anywhere.
 *
 * @param recipe the file of the recipe, when the folder has one
 */
record Project(Path folder, Optional<Path> recipe) {
  private static final String RECIPE = "sortie.yaml";

  static Project of(Path workingFolder, List<Path> taskFiles) {
    Path here = workingFolder.toAbsolutePath().normalize();
    if (Files.exists(here.resolve(RECIPE)) || taskFiles.isEmpty()) {
      return at(here);
    }
    Path beside = here.resolve(taskFiles.getFirst()).normalize().getParent();
    return beside != null && Files.exists(beside.resolve(RECIPE)) ? at(beside) : at(here);
  }

  String name() {
    Path name = folder.getFileName();
    return name == null ? "root" : name.toString();
  }

  private static Project at(Path folder) {
    Path recipe = folder.resolve(RECIPE);
    return new Project(folder, Files.exists(recipe) ? Optional.of(recipe) : Optional.empty());
  }
}
