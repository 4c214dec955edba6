package dev.sortie.core.recipe;

import java.util.List;

/**
 * A folder of results that is brought home.
 *
 * @param from folder there
 * @param include patterns in gitignore syntax; empty means everything
 */
public record Outputs(String from, List<String> include, List<String> exclude) {
  public Outputs {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
