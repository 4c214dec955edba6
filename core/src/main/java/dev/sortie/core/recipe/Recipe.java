package dev.sortie.core.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wants done and on what kind of machine. Read from YAML or built in.
 *
 * @param environment variables inside the container
 * @param secrets variables that are passed on from this computer's environment; their values reach
 *     set-up and tasks only, never the market
 * @param ports ports of the container that are mapped to the outside
 * @param setup shell commands run once, in order, before the first task
 * @param code what is sent to the machine; empty when nothing is
 * @param task the command of one task, with {@code {task}} standing for the line of the task file
 * @param folder where set-up and tasks run
 * @param outputs what is brought home
 * @param retriesTasks whether a task whose machine was lost may be begun anew on another one
 * @param registry how to log in where the image is private
 */
public record Recipe(
    String name,
    String description,
    Hardware hardware,
    String image,
    Map<String, String> environment,
    List<SecretName> secrets,
    List<Integer> ports,
    List<String> setup,
    Optional<Code> code,
    String task,
    String folder,
    List<Outputs> outputs,
    Limits limits,
    Expectation expectation,
    boolean retriesTasks,
    Optional<Registry> registry) {
  private static final String TASK_HOLE = "{task}";

  public Recipe {
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
    ports = List.copyOf(ports);
    setup = List.copyOf(setup);
    outputs = List.copyOf(outputs);
  }

  /** One of an image that anybody may pull. */
  public Recipe(
      String name,
      String description,
      Hardware hardware,
      String image,
      Map<String, String> environment,
      List<SecretName> secrets,
      List<Integer> ports,
      List<String> setup,
      Optional<Code> code,
      String task,
      String folder,
      List<Outputs> outputs,
      Limits limits,
      Expectation expectation,
      boolean retriesTasks) {
    this(
        name,
        description,
        hardware,
        image,
        environment,
        secrets,
        ports,
        setup,
        code,
        task,
        folder,
        outputs,
        limits,
        expectation,
        retriesTasks,
        Optional.empty());
  }

  /** The registry's login, where the image comes from that registry. */
  public Optional<Registry> login() {
    return registry.filter(it -> it.server().equals(ImageName.registry(image)));
  }

  /** The shell text for one line of the task file; quoting in the line keeps its meaning. */
  public String command(String line) {
    return task.replace(TASK_HOLE, line);
  }

  public Recipe with(Hardware other) {
    return new Recipe(
        name,
        description,
        other,
        image,
        environment,
        secrets,
        ports,
        setup,
        code,
        task,
        folder,
        outputs,
        limits,
        expectation,
        retriesTasks,
        registry);
  }

  public Recipe withImage(String other) {
    return new Recipe(
        name,
        description,
        hardware,
        other,
        environment,
        secrets,
        ports,
        setup,
        code,
        task,
        folder,
        outputs,
        limits,
        expectation,
        retriesTasks,
        registry);
  }
}
