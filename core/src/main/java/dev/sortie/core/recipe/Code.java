package dev.sortie.core.recipe;

import java.util.List;

/**
 * What is sent to the machine before the set-up.
 *
 * @param from folder here, relative to where the command is run
 * @param to folder there
 * @param exclude patterns in gitignore syntax, besides {@code .gitignore} and {@code .sortieignore}
 */
public record Code(String from, String to, List<String> exclude) {
  public Code {
    exclude = List.copyOf(exclude);
  }
}
