package dev.sortie.cli.notify;

import dev.sortie.cli.config.NotifySettings;
import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.logging.Redactor;
import dev.sortie.core.market.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the notifier that the config file asks for. */
public final class Notifiers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Notifiers() {}

  /**
   * @param redactor learns the addresses: who knows one can write there
   * @throws dev.sortie.core.error.TroubleException when an address is none
   */
  public static Notifier of(
      NotifySettings settings, Env env, Redactor redactor, Consumer<String> remark) {
    List<Receiver> receivers = new ArrayList<>();
    settings
        .command()
        .ifPresent(line -> receivers.add(new CommandReceiver(line, env.folder(), without(env))));
    Optional<URI> webhook = settings.webhook();
    Optional<URI> ntfy = settings.ntfy();
    if (webhook.isPresent() || ntfy.isPresent()) {
      HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      webhook.ifPresent(to -> receivers.add(HttpReceiver.webhook(http, to)));
      ntfy.ifPresent(to -> receivers.add(HttpReceiver.ntfy(http, to)));
    }
    webhook.ifPresent(to -> redactor.add(new Secret(to.toString())));
    ntfy.ifPresent(to -> redactor.add(new Secret(to.toString())));
    return new Notifier(receivers, redactor::redact, text -> remark.accept(redactor.redact(text)));
  }

  /** What the command inherits: all but our secrets. */
  private static Map<String, String> without(Env env) {
    Map<String, String> variables = new HashMap<>(env.variables());
    for (EnvironmentVariable variable : EnvironmentVariable.values()) {
      if (variable.isSecret()) {
        variables.remove(variable.name());
      }
    }
    return variables;
  }
}
