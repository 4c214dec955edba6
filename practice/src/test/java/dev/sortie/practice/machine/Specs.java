package dev.sortie.practice.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tests' machines are made from. */
record Specs(
    long id,
    Path root,
    Map<String, String> environment,
    String onstart,
    List<String> keys,
    Set<Integer> exposed) {
  static Specs at(Path root, Login login) {
    return new Specs(7, root, Map.of(), "", List.of(login.publicKey()), Set.of());
  }

  Specs environment(Map<String, String> next) {
    return new Specs(id, root, next, onstart, keys, exposed);
  }

  Specs onstart(String next) {
    return new Specs(id, root, environment, next, keys, exposed);
  }

  Specs keys(List<String> next) {
    return new Specs(id, root, environment, onstart, next, exposed);
  }

  Specs exposed(Set<Integer> next) {
    return new Specs(id, root, environment, onstart, keys, next);
  }

  MachineSpec spec() {
    return new MachineSpec(id, root, environment, onstart, keys, exposed, "RTX 3090", 24576);
  }
}
