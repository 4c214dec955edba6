package dev.sortie.cli;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script that completes commands and flags. */
@Command(
    name = "completion",
    description = "Print the completion script of a shell.",
    footer = {
      "",
      "bash:  echo 'source <(sortie completion bash)' >> ~/.bashrc",
      "zsh:   echo 'source <(sortie completion zsh)' >> ~/.zshrc",
      "fish:  sortie completion fish > ~/.config/fish/completions/sortie.fish"
    })
final class CompletionCommand implements Action {
  /** Shells that there is a script for; zsh runs bash's. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Override
  public int run(Context context) {
    context
        .out()
        .print(
            switch (shell) {
              case bash -> bash();
              case zsh ->
                  "autoload -U +X compinit && compinit\n"
                      + "autoload -U +X bashcompinit && bashcompinit\n"
                      + bash();
              case fish -> FishCompletion.of(Commands.all());
            });
    return 0;
  }

  private static String bash() {
    return AutoComplete.bash("sortie", Commands.all());
  }
}
