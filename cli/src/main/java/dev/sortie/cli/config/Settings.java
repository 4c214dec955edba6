package dev.sortie.cli.config;

import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.logging.Redactor;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.market.Secret;
import dev.sortie.recipes.BadTextException;
import dev.sortie.recipes.PersonFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The person's settings, each with its source. Flags win over these; here the environment wins over
 * {@code .env} in the working folder, that over the config file, that over vast.ai's own key file.
 * Every secret found is told to the redactor.
 */
public final class Settings {
  public static final String FROM_ENVIRONMENT = "environment";
  public static final String FROM_DOT_ENV = ".env";
  public static final URI VAST = URI.create("https://console.vast.ai");

  private final Env env;
  private final DotEnv dotEnv;
  private final ConfigFile.Values configFile;

  private final List<Trouble> bad;

  private Settings(Env env, DotEnv dotEnv, ConfigFile.Values configFile, List<Trouble> bad) {
    this.bad = List.copyOf(bad);
    this.env = env;
    this.dotEnv = dotEnv;
    this.configFile = configFile;
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when a file of them is wrong
   */
  public static Settings load(Env env, Redactor redactor) {
    Settings settings = loadWhatCanBeRead(env, redactor);
    settings.requireSound();
    return settings;
  }

  /** For whoever must not be kept from it by a bad line, as is who ends a machine. */
  public static Settings loadWhatCanBeRead(Env env, Redactor redactor) {
    Path config = env.folders().configFile();
    List<Trouble> bad = new ArrayList<>();
    DotEnv dotEnv =
        orElse(
            DotEnv.NONE,
            bad,
            () -> read(env.folder().resolve(".env")).map(DotEnv::parse).orElse(DotEnv.NONE));
    ConfigFile.Values values =
        orElse(
            ConfigFile.Values.NONE,
            bad,
            () -> read(config).map(new ConfigFile(config)::parse).orElse(ConfigFile.Values.NONE));
    bad.addAll(values.bad());
    Settings settings = new Settings(env, dotEnv, values, bad);
    for (EnvironmentVariable variable : EnvironmentVariable.values()) {
      if (variable.isSecret()) {
        settings.find(variable).ifPresent(found -> redactor.add(new Secret(found.value())));
      }
    }
    return settings;
  }

  private static <T> T orElse(T none, List<Trouble> bad, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TroubleException e) {
      bad.add(e.trouble());
      return none;
    }
  }

  /** What could not be understood, each for itself; the rest holds. */
  public List<Trouble> bad() {
    return bad;
  }

  /**
   * For whoever spends money: a limit may stand in a line that was not understood.
   *
   * @throws dev.sortie.core.error.TroubleException when something is bad
   */
  public void requireSound() {
    if (!bad.isEmpty()) {
      Trouble first = bad.getFirst();
      String all = bad.stream().map(Trouble::happened).collect(Collectors.joining("\n"));
      throw new Trouble(first.cause(), all, first.kept(), first.next()).asException();
    }
  }

  public Optional<Setting> find(EnvironmentVariable variable) {
    return env.get(variable)
        .map(value -> new Setting(variable, value.strip(), FROM_ENVIRONMENT))
        .or(() -> setting(variable, dotEnv.get(variable.name()).orElse(null), FROM_DOT_ENV))
        .or(() ->
            setting(
                variable,
                configFile.variables().get(variable),
                env.folders().configFile().toString()))
        .or(() -> variable == EnvironmentVariable.VAST_API_KEY ? keyFile() : Optional.empty());
  }

  /** What only the config file can set. */
  Optional<String> own(ConfigKey key) {
    return Optional.ofNullable(configFile.own().get(key)).map(String::strip);
  }

  /** A value that is not secret. */
  public Optional<String> text(EnvironmentVariable variable) {
    if (variable.isSecret()) {
      throw new IllegalArgumentException(variable + " is a secret");
    }
    return find(variable).map(Setting::value);
  }

  /**
   * @throws TroubleException when it is no number
   */
  public Optional<Double> number(EnvironmentVariable variable) {
    return find(variable).map(Settings::number);
  }

  private static double number(Setting setting) {
    try {
      return Double.parseDouble(setting.value());
    } catch (NumberFormatException e) {
      throw new TroubleException(
          new Trouble(
              Cause.BAD_ARGUMENT,
              setting + " is no number",
              "correct or unset " + setting.variable()),
          e);
    }
  }

  /**
   * A variable that a recipe names as a secret: from the environment or {@code .env}. Never the
   * account key, whatever it is called there: it would go to a machine (law 6).
   */
  public Optional<Secret> secret(String name) {
    return variable(name).filter(value -> !holdsAccountKey(name)).map(Secret::new);
  }

  /** Whether a variable is the account key or has it in it. */
  public boolean holdsAccountKey(String name) {
    boolean same =
        find(EnvironmentVariable.VAST_API_KEY)
            .map(key -> key.value().strip())
            .filter(key -> !key.isEmpty())
            .flatMap(key -> variable(name).filter(value -> value.contains(key)))
            .isPresent();
    return same || name.equals(EnvironmentVariable.VAST_API_KEY.name());
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(env.variables().get(name))
        .or(() -> dotEnv.get(name))
        .filter(value -> !value.isBlank());
  }

  /**
   * @throws dev.sortie.core.error.TroubleException {@code SRT-101} when there is none; {@code
   *     SRT-102} when no key can look like it
   */
  public Secret apiKey() {
    Setting found = find(EnvironmentVariable.VAST_API_KEY).orElseThrow(this::noKey);
    found
        .value()
        .codePoints()
        .filter(c -> c <= ' ' || c > '~')
        .findFirst()
        .ifPresent(c -> {
          throw new Trouble(
                  Cause.BAD_KEY,
                  String.format(
                      Locale.ROOT,
                      "the key (%s) holds the character U+%04X, which no key has",
                      found.source(),
                      c),
                  "copy it again, without quotes or blanks: https://cloud.vast.ai/manage-keys/")
              .asException();
        });
    return new Secret(found.value());
  }

  /**
   * Where the market is. An address that a working folder's {@code .env} brings along is used only
   * with a key from that file: a folder from elsewhere must not lead the person's own key away.
   *
   * @throws dev.sortie.core.error.TroubleException when it is no address or of that kind
   */
  public URI url() {
    Optional<Setting> found = find(EnvironmentVariable.VAST_URL);
    if (found.isEmpty()) {
      return VAST;
    }
    Optional<Setting> key = find(EnvironmentVariable.VAST_API_KEY);
    if (found.get().source().equals(FROM_DOT_ENV)
        && key.isPresent()
        && !key.get().source().equals(FROM_DOT_ENV)) {
      throw new Trouble(
              Cause.BAD_ARGUMENT,
              ".env sets VAST_URL="
                  + found.get().value()
                  + ", but the key comes from "
                  + key.get().source()
                  + "; a key is never sent to an address from another source",
              "put VAST_URL into the environment, or VAST_API_KEY into the same .env")
          .asException();
    }
    return address(found.get());
  }

  private static URI address(Setting setting) {
    try {
      URI url = URI.create(setting.value().replaceFirst("/+$", ""));
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Told below, as is a well-formed address of another kind.
    }
    throw new Trouble(
            Cause.BAD_ARGUMENT,
            setting + " is no address of a market",
            "set VAST_URL to something like http://127.0.0.1:8080")
        .asException();
  }

  private Optional<Setting> keyFile() {
    List<Path> files =
        List.of(
            env.folders().config().resolve("vastai").resolve("vast_api_key"),
            env.home().resolve(".vast_api_key"));
    return files.stream()
        .flatMap(file ->
            read(file)
                .flatMap(text -> setting(EnvironmentVariable.VAST_API_KEY, text, file.toString()))
                .stream())
        .findFirst();
  }

  private TroubleException noKey() {
    return new Trouble(
            Cause.NO_KEY,
            "looked at VAST_API_KEY, .env, the config file and vast.ai's key file",
            "one of: export VAST_API_KEY=…  (from https://cloud.vast.ai/manage-keys/)"
                + "\n        put VAST_API_KEY=… into .env in this folder"
                + "\n        write the key into "
                + env.folders().config().resolve("vastai").resolve("vast_api_key")
                + "\nor try it without an account: add --practice")
        .asException();
  }

  private static Optional<Setting> setting(
      EnvironmentVariable variable, @Nullable String value, String source) {
    return Optional.ofNullable(value)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> new Setting(variable, text, source));
  }

  private static Optional<String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PersonFile.read(file));
    } catch (BadTextException e) {
      throw new TroubleException(e.trouble(Cause.BAD_ARGUMENT), e);
    } catch (IOException e) {
      throw new TroubleException(
          new Trouble(
              Cause.LOCAL_FAILURE,
              file + " cannot be read: " + e,
              "give yourself the right to read it, or move it away"),
          e);
    }
  }
}
