package dev.sortie.cli.wiring;

import dev.sortie.cli.config.MoneySettings;
import dev.sortie.cli.config.NotifySettings;
import dev.sortie.cli.config.Settings;
import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.logging.Redactor;
import dev.sortie.cli.notify.Notifier;
import dev.sortie.cli.notify.Notifiers;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.Secret;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.engine.Engine;
import dev.sortie.engine.EngineParts;
import dev.sortie.engine.history.History;
import dev.sortie.engine.run.ImageLogins;
import dev.sortie.engine.run.TaskLog;
import dev.sortie.practice.PracticeSettings;
import dev.sortie.practice.machine.Leftovers;
import dev.sortie.recipes.Recipes;
import dev.sortie.remote.SshHosts;
import dev.sortie.store.ClaimTerms;
import dev.sortie.store.Doubt;
import dev.sortie.store.SqliteClaims;
import dev.sortie.store.SqliteJournal;
import dev.sortie.vast.CallListener;
import dev.sortie.vast.CallReport;
import dev.sortie.vast.Pace;
import dev.sortie.vast.VastMarket;
import dev.sortie.vast.VastSettings;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parts that a command asks for, each once, and closes them in reverse order. For one
 * thread: a command gets its parts before it starts others.
 */
public final class Wiring implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.sortie.market");

  /** A laptop may sleep for a while; the task goes on meanwhile. */
  private static final Duration CONNECTION_PATIENCE = Duration.ofMinutes(30);

  private static final String JOURNAL = "journal.db";

  private final Env env;
  private final Redactor redactor;
  private final boolean practice;
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private volatile Consumer<String> explain = _ -> {};
  private @Nullable Settings settings;
  private @Nullable Journal journal;
  private @Nullable SqliteClaims claims;
  private @Nullable PracticeMarkets practiceMarkets;

  public Wiring(Env env, Redactor redactor, boolean practice) {
    this.env = env;
    this.redactor = redactor;
    this.practice = practice;
  }

  /** Whether all of this is only practised: nothing is rented, nothing is paid. */
  public boolean isPractice() {
    return practice;
  }

  /** Where the journal and the like are kept; what is practised has a folder of its own. */
  public Path state() {
    return practice ? env.folders().practice() : env.folders().state();
  }

  /**
   * Without what is bad in their files, which is said once: it keeps nobody from ending a machine.
   */
  public Settings settings() {
    if (settings == null) {
      settings = Settings.loadWhatCanBeRead(env, redactor);
      settings
          .bad()
          .forEach(one ->
              env.err()
                  .println(one.cause().code() + " left out: " + one.happened().replace('\n', ' ')));
    }
    return settings;
  }

  /**
   * For whoever rents.
   *
   * @throws dev.sortie.core.error.TroubleException when a file of them is wrong
   */
  public Settings soundSettings() {
    settings().requireSound();
    new MoneySettings(settings()).limits();
    new MoneySettings(settings()).brake();
    new NotifySettings(settings()).webhook();
    new NotifySettings(settings()).ntfy();
    return settings();
  }

  /**
   * The market with the person's key.
   *
   * @throws dev.sortie.core.error.TroubleException {@code SRT-101} when there is no key
   */
  public Market market() {
    return practice ? practiceMarket() : open(vast(settings().apiKey()));
  }

  /**
   * Who tells a person that is not looking.
   *
   * @param remark hears of what did not arrive
   * @throws dev.sortie.core.error.TroubleException when an address of it is none
   */
  public Notifier notifier(Consumer<String> remark) {
    return Notifiers.of(new NotifySettings(settings()), env, redactor, remark);
  }

  /** The market for searching, which needs no key. */
  public Market openMarket() {
    boolean hasKey = settings().find(EnvironmentVariable.VAST_API_KEY).isPresent();
    return practice || hasKey ? market() : open(vast(new Secret("")));
  }

  /** What was journaled on this market, without a key and without asking anybody. */
  public History history() {
    return new History(journal());
  }

  /**
   * Everything that rents, reaches and ends machines.
   *
   * @param sshKey the key the person named
   * @throws dev.sortie.core.error.TroubleException without a market key, or with a bad SSH key
   */
  public Workplace workplace(Optional<Path> sshKey) {
    StateFolder.keepHome(env.folders().state());
    Market market = market();
    SshHosts hosts = new SshHosts(new AskedPassphrases(env.terminal()));
    closings.push(hosts::close);
    Path key =
        new SshKeyChoice(env.home(), env.folders().config(), state(), env.err()::println)
            .choose(sshKey);
    Limits limits = Limits.of(settings());
    EngineParts parts =
        new EngineParts(
            market,
            hosts,
            journal(),
            claims(),
            env.clock(),
            new OwnNames().controller(state(), history()),
            state(),
            key,
            SshKeyChoice.publicKeyOf(key, hosts),
            settings()::secret,
            imageLogins(),
            CONNECTION_PATIENCE,
            limits.spend(),
            limits.brake(),
            new OwnNames()::lease,
            () -> limits.doubt().or(() -> Doubt.read(state().resolve(JOURNAL))),
            env.get(EnvironmentVariable.SORTIE_TASK_LOG_MB)
                .map(Wiring::megabytes)
                .orElse(TaskLog.USUAL_MOST_BYTES));
    Engine engine = new Engine(parts);
    closings.push(engine::close);
    return new Workplace(market, hosts, engine, state(), key);
  }

  private Journal journal() {
    if (journal == null) {
      SqliteJournal opened = SqliteJournal.open(journalFile(), this::tellOfJournal);
      tellDoubt();
      closings.push(opened::close);
      journal = opened;
    }
    return journal;
  }

  /** Takes down, before a journal is begun, that there was one before. */
  private Path journalFile() {
    Path file = state().resolve(JOURNAL);
    if (Files.notExists(file) && Files.exists(state().resolve(OwnNames.CONTROLLER))) {
      Doubt.note(
          file, "there was none any more, although this installation has rented before; a new one");
    }
    return file;
  }

  private void tellOfJournal(String what) {
    env.err().println(what);
  }

  /** Whoever uses the journal is to know what it may not know. */
  private void tellDoubt() {
    String self = practice ? "`sortie --practice " : "`sortie ";
    Doubt.read(state().resolve(JOURNAL))
        .ifPresent(what ->
            env.err()
                .println(
                    Cause.JOURNAL_DAMAGED.code()
                        + " the journal may not know of everything that was rented: "
                        + what.replace("\n", "; ")
                        + ". "
                        + self
                        + "reap` shows what is rented; "
                        + self
                        + "doctor --accept-journal` ends this warning"));
  }

  /** A person has taken note of what happened to the journal. */
  public void acceptJournal() {
    Doubt.settle(state().resolve(JOURNAL));
  }

  /** Who drives what on this market, shared by all processes with this state folder. */
  public Claims claims() {
    if (claims == null) {
      // Before the journal, so that it is closed after everything that writes.
      SqliteClaims opened =
          SqliteClaims.open(journalFile(), claimTerms(), env.clock(), this::tellOfJournal);
      closings.addLast(opened::close);
      claims = opened;
    }
    return claims;
  }

  private ClaimTerms claimTerms() {
    return env.get(EnvironmentVariable.SORTIE_STALE_SECONDS)
        .map(Wiring::staleAfter)
        .orElse(ClaimTerms.USUAL);
  }

  private static long megabytes(String text) {
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new Trouble(
              Cause.BAD_ARGUMENT,
              "SORTIE_TASK_LOG_MB is '" + text + "'",
              "set it to a number of megabytes, or unset it")
          .asException();
    }
    return Long.parseLong(text) * 1_000_000;
  }

  private static ClaimTerms staleAfter(String seconds) {
    if (!seconds.matches("[1-9][0-9]{0,4}")) {
      throw new Trouble(
              Cause.BAD_ARGUMENT,
              "SORTIE_STALE_SECONDS is '" + seconds + "'",
              "set it to a number of seconds, or unset it")
          .asException();
    }
    return ClaimTerms.of(Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** How to log in where an image is private; what is taken for it is redacted from then on. */
  public ImageLogins imageLogins() {
    Optional<ImageLogin> github =
        settings()
            .find(EnvironmentVariable.GHCR_TOKEN)
            .map(token -> new ImageLogin("ghcr.io", "token", new Secret(token.value())));
    return new ImageLogins(this::redacted, github);
  }

  private Optional<Secret> redacted(String name) {
    Optional<Secret> secret = settings().secret(name);
    secret.ifPresent(redactor::add);
    return secret;
  }

  public Recipes recipes() {
    return new Recipes(
        here("sortie.yaml"), List.of(env.folders().config().resolve("sortie/recipes")));
  }

  /** The recipe of that name, or in that file, which may be relative to the working folder. */
  public Recipe recipe(String name) {
    boolean isFile = name.contains("/") || name.endsWith(".yaml") || name.endsWith(".yml");
    return recipes().find(isFile ? here(name).toString() : name);
  }

  /** A path that a person wrote; messages show it as short as it was written. */
  public Path here(String path) {
    boolean isProcessFolder = env.folder().equals(Path.of("").toAbsolutePath());
    return isProcessFolder ? Path.of(path) : env.folder().resolve(path);
  }

  /** The folder of the practice market itself, beside the journal of what is practised. */
  public static Path practiceFolder(Env env) {
    return env.folders().practice().resolve("market");
  }

  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }

  private Market practiceMarket() {
    if (practiceMarkets == null) {
      PracticeSettings usual = PracticeSettings.defaults(practiceFolder(env));
      PracticeMarkets joined =
          PracticeMarkets.join(
              env.folders().practice(),
              () ->
                  LocalPractice.start(
                      new PracticeSettings(
                          usual.port(),
                          usual.stateFolder(),
                          usual.bootSeconds(),
                          usual.speed(),
                          usual.seed(),
                          usual.faultsFile(),
                          this::practiceNotice)));
      closings.push(joined::close);
      practiceMarkets = joined;
    }
    PracticeAccess access = practiceMarkets.access();
    return open(VastSettings.of(access.url(), access.key()).withPace(Pace.scaled(0)));
  }

  /** What a person wants to know of is said; the rest is in the log. */
  private void practiceNotice(String notice) {
    LOG.log(System.Logger.Level.INFO, notice);
    if (Leftovers.isNamedIn(notice)) {
      env.err().println(notice);
    }
  }

  private VastSettings vast(Secret key) {
    return VastSettings.of(settings().url(), key);
  }

  private Market open(VastSettings vast) {
    redactor.add(vast.apiKey());
    Proxies.of(env.variables()).ifPresent(ProxySelector::setDefault);
    VastMarket market = new VastMarket(vast.withListener(new Ear()));
    closings.push(market::close);
    return market;
  }

  /** From here on each call to the market is told to {@code ear} in one line, without secrets. */
  public void explainCalls(Consumer<String> ear) {
    explain = ear;
  }

  private final class Ear implements CallListener {
    @Override
    public void called(CallReport report) {
      LOG.log(System.Logger.Level.DEBUG, report);
      explain.accept(CallText.line(report));
    }

    @Override
    public void remarked(String what) {
      LOG.log(System.Logger.Level.INFO, what);
      explain.accept(what);
    }
  }
}
