package dev.sortie.cli.config;

import static dev.sortie.cli.env.EnvironmentVariable.VAST_API_KEY;
import static dev.sortie.cli.env.EnvironmentVariable.VAST_DISK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.cli.CliRunner;
import dev.sortie.cli.logging.Redactor;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.money.SpendLimits;
import dev.sortie.core.money.Usd;
import dev.sortie.core.storm.StormBrake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path home;
  private CliRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CliRunner(home);
  }

  private Settings settings() {
    return Settings.load(cli.env(), new Redactor());
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void environmentWinsOverDotEnvOverConfigFileOverKeyFile() throws IOException {
    write(".vast_api_key", "from-home\n");
    assertThat(settings().apiKey().reveal()).isEqualTo("from-home");
    write(".config/vastai/vast_api_key", "from-vastai\n");
    assertThat(settings().apiKey().reveal()).isEqualTo("from-vastai");
    write(".config/sortie/config.yaml", "api-key: from-config\n");
    assertThat(settings().apiKey().reveal()).isEqualTo("from-config");
    write(".env", "VAST_API_KEY=from-dot-env\n");
    assertThat(settings().apiKey().reveal()).isEqualTo("from-dot-env");
    cli.with("VAST_API_KEY", "from-environment");
    assertThat(settings().apiKey().reveal()).isEqualTo("from-environment");
  }

  @Test
  void aSettingSaysWhereItComesFromButNoSecret() throws IOException {
    write(".config/sortie/config.yaml", "disk: 60\n");
    cli.with("VAST_API_KEY", "very-secret");
    assertThat(settings().find(VAST_DISK).map(Setting::toString))
        .hasValue("VAST_DISK=60 (" + home.resolve(".config/sortie/config.yaml") + ")");
    assertThat(settings().find(VAST_API_KEY).map(Setting::toString))
        .hasValue("VAST_API_KEY=*** (environment)");
  }

  @Test
  void theAccountKeyIsNoSecretThatARecipeMayPassOnWhateverItsName() throws IOException {
    write(".env", "ALIAS=Bearer very-secret\nPLAIN=other\n");
    cli.with("VAST_API_KEY", "very-secret");
    assertThat(settings().secret("VAST_API_KEY")).isEmpty();
    assertThat(settings().secret("ALIAS")).isEmpty();
    assertThat(settings().holdsAccountKey("ALIAS")).isTrue();
    assertThat(settings().secret("PLAIN").orElseThrow().reveal()).isEqualTo("other");
    assertThat(settings().holdsAccountKey("PLAIN")).isFalse();
  }

  @Test
  void everySecretFoundIsRedacted() {
    cli.with("VAST_API_KEY", "very-secret").with("HF_TOKEN", "hf_token_1");
    Redactor redactor = new Redactor();
    assertThat(Settings.load(cli.env(), redactor).apiKey()).hasToString("***");
    assertThat(redactor.redact("Bearer very-secret, hf_token_1")).isEqualTo("Bearer ***, ***");
  }

  @Test
  void noKeyNamesTheWaysToGiveOne() {
    assertThatThrownBy(() -> settings().apiKey())
        .isInstanceOfSatisfying(
            TroubleException.class,
            e -> {
              assertThat(e.trouble().cause()).isEqualTo(Cause.NO_KEY);
              assertThat(e.trouble().next())
                  .contains("export VAST_API_KEY", ".env", "vastai/vast_api_key", "--practice");
            });
  }

  @Test
  void anAddressFromDotEnvIsNotGivenAKeyFromElsewhere() throws IOException {
    write(".env", "VAST_URL=http://127.0.0.1:1\n");
    cli.with("VAST_API_KEY", "own-key");
    assertThatThrownBy(() -> settings().url()).hasMessageContaining("never sent");
    write(".env", "VAST_URL=http://127.0.0.1:1/\nVAST_API_KEY=its-key\n");
    cli.with("VAST_API_KEY", "");
    assertThat(settings().url()).hasToString("http://127.0.0.1:1");
  }

  @Test
  void anAddressOfNoMarketIsTold() {
    cli.with("VAST_URL", "ftp://x");
    assertThatThrownBy(() -> settings().url()).hasMessageContaining("VAST_URL=ftp://x");
    cli.with("VAST_URL", "127.0.0.1:80");
    assertThatThrownBy(() -> settings().url()).hasMessageContaining("VAST_URL=127.0.0.1:80");
  }

  @Test
  void unknownKeysOfTheConfigFileAreTold() throws IOException {
    write(".config/sortie/config.yaml", "dsk: 60\n");
    assertThatThrownBy(this::settings).hasMessageContaining("unknown key \"dsk\"");
    write(".config/sortie/config.yaml", "- 60\n");
    assertThatThrownBy(this::settings).hasMessageContaining("expected lines such as");
    write(".config/sortie/config.yaml", "disk: [\n");
    assertThatThrownBy(this::settings).hasMessageContaining("config.yaml");
  }

  @Test
  void limitsAreReadFromTheConfigFileInBothSpellings() throws IOException {
    write(
        ".config/sortie/config.yaml",
        "budget:\n  per_day: 5\n  per_month: $40.50\nbudget.per_campaign: 3\ncampaign: comics\n"
            + "brake.in_flight: 2\n");
    MoneySettings money = new MoneySettings(settings());
    assertThat(money.limits())
        .isEqualTo(
            new SpendLimits(
                Optional.of(Usd.of("5")), Optional.of(Usd.of("40.50")), Optional.of(Usd.of("3"))));
    assertThat(money.brake()).isEqualTo(new StormBrake(2, 30));
    assertThat(money.campaign(Optional.empty())).hasValue("comics");
    assertThat(money.campaign(Optional.of("audio"))).hasValue("audio");
  }

  @Test
  void withoutAConfigFileThereAreNoLimitsAndTheUsualBrake() {
    MoneySettings money = new MoneySettings(settings());
    assertThat(money.limits()).isEqualTo(SpendLimits.NONE);
    assertThat(money.brake()).isEqualTo(new StormBrake(4, 30));
    assertThat(money.campaign(Optional.empty())).isEmpty();
  }

  /** A folder from elsewhere must not loosen the person's own limits. */
  @Test
  void limitsAreNotTakenFromTheFolderOrTheEnvironment() throws IOException {
    write(".config/sortie/config.yaml", "budget.per_day: 5\n");
    write(".env", "BUDGET_PER_DAY=500\nSORTIE_BUDGET_PER_DAY=500\n");
    cli.with("BUDGET_PER_DAY", "500");
    assertThat(new MoneySettings(settings()).limits().perDay()).hasValue(Usd.of("5"));
  }

  @Test
  void aLimitThatIsNoLimitIsTold() throws IOException {
    write(".config/sortie/config.yaml", "budget.per_day: much\n");
    assertThatThrownBy(() -> new MoneySettings(settings()).limits())
        .hasMessageContaining("budget.per_day is 'much'");
    write(".config/sortie/config.yaml", "brake.per_hour: 0\n");
    assertThatThrownBy(() -> new MoneySettings(settings()).brake())
        .hasMessageContaining("brake.per_hour is '0'");
    write(".config/sortie/config.yaml", "campaign: ../up\n");
    assertThatThrownBy(() -> new MoneySettings(settings()).campaign(Optional.empty()))
        .hasMessageContaining("cannot name a campaign");
    write(".config/sortie/config.yaml", "budget:\n  per_week: 5\n");
    assertThatThrownBy(this::settings).hasMessageContaining("unknown key \"budget.per_week\"");
    write(".config/sortie/config.yaml", "budget.per_day: [5]\n");
    assertThatThrownBy(this::settings).hasMessageContaining("expected one text or number");
  }

  @Test
  void theMarketsDeadlineIsAskedForInTheConfigFileUnlessAFlagSaysNo() throws IOException {
    assertThat(new GuardSettings(settings()).marketDeadline(Optional.empty())).isFalse();
    write(".config/sortie/config.yaml", "market-deadline: true\n");
    assertThat(new GuardSettings(settings()).marketDeadline(Optional.empty())).isTrue();
    assertThat(new GuardSettings(settings()).marketDeadline(Optional.of(false))).isFalse();
    write(".config/sortie/config.yaml", "market-deadline: false\n");
    assertThat(new GuardSettings(settings()).marketDeadline(Optional.empty())).isFalse();
    assertThat(new GuardSettings(settings()).marketDeadline(Optional.of(true))).isTrue();
    write(".config/sortie/config.yaml", "market-deadline: yes\n");
    assertThatThrownBy(() -> new GuardSettings(settings()).marketDeadline(Optional.empty()))
        .hasMessageContaining("market-deadline is 'yes'");
  }

  @Test
  void anUnreadableDotEnvIsSaidWithItsPlace() throws IOException {
    Files.write(home.resolve(".env"), "A=1\r\nVAST_API_KEY=f\u00fcr\r\n".getBytes(ISO_8859_1));
    assertThatThrownBy(this::settings)
        .isInstanceOf(TroubleException.class)
        .hasMessageContaining(".env:2:15: the byte 0xFC is no UTF-8 text");
  }

  @Test
  void dotEnvMayComeFromPowerShell() throws IOException {
    Files.write(home.resolve(".env"), "\ufeffVAST_API_KEY=a-key\r\n".getBytes(UTF_16LE));
    assertThat(settings().find(VAST_API_KEY).map(Setting::value)).hasValue("a-key");
  }

  @Test
  void aKeyThatNoKeyCanBeIsTheMistakeOfWhoeverTypedIt() {
    cli.with("VAST_API_KEY", "\u201c0123456789abcdef\u201d");
    assertThatThrownBy(() -> settings().apiKey())
        .isInstanceOfSatisfying(
            TroubleException.class, e -> assertThat(e.trouble().cause()).isEqualTo(Cause.BAD_KEY))
        .hasMessageContaining("U+201C")
        .hasMessageNotContaining("0123456789abcdef");
  }
}
