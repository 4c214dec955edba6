package dev.sortie.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.money.Usd;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NotifierTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> remarks = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  private static Notice notice(Notice.Kind kind, String text) {
    return new Notice(kind, "night", text, Usd.of("0.25"), NOON);
  }

  private Notifier notifier(Receiver... receivers) {
    return new Notifier(List.of(receivers), UnaryOperator.identity(), remarks::add);
  }

  @Test
  void aWebhookGetsOneJsonObject() {
    try (Inbox inbox = new Inbox(204);
        Notifier notifier = notifier(HttpReceiver.webhook(http, inbox.address()))) {
      notifier.tell(notice(Notice.Kind.DONE, "3 tasks \"done\""));
      Inbox.Letter letter = inbox.next();
      assertThat(letter.headers().getFirst("Content-Type")).isEqualTo("application/json");
      assertThat(letter.body())
          .isEqualTo(
              "{\"event\":\"done\",\"run\":\"night\",\"title\":\"sortie night: done\","
                  + "\"text\":\"3 tasks \\\"done\\\"\",\"cost_usd\":0.25,"
                  + "\"at\":\"2026-11-21T12:00:00Z\"}");
    }
    assertThat(remarks).isEmpty();
  }

  @Test
  void anNtfyTopicGetsTextAndTheTitleAsAHeader() {
    try (Inbox inbox = new Inbox(200);
        Notifier notifier = notifier(HttpReceiver.ntfy(http, inbox.address()))) {
      notifier.tell(notice(Notice.Kind.NEEDS_YOU, "no room here"));
      Inbox.Letter letter = inbox.next();
      assertThat(letter.body()).isEqualTo("no room here");
      assertThat(letter.headers().getFirst("Title")).isEqualTo("sortie night: needs you");
      assertThat(letter.headers().getFirst("Tags")).isEqualTo("rotating_light");
      assertThat(letter.headers().getFirst("Priority")).isEqualTo("high");
    }
  }

  @Test
  void aCommandIsToldInVariablesSoThatNothingInThemIsRun() throws IOException {
    Path told = folder.resolve("told");
    String line = "printf '%s|%s|%s' \"$SORTIE_EVENT\" \"$SORTIE_TEXT\" \"$SORTIE_COST_USD\" >told";
    Notifier notifier =
        notifier(new CommandReceiver(line, folder, Map.of("PATH", "/bin:/usr/bin")));
    notifier.tell(notice(Notice.Kind.FAILED, "$(touch run) `touch run`; touch run"));
    notifier.close();
    assertThat(told).hasContent("failed|$(touch run) `touch run`; touch run|0.25");
    assertThat(Files.exists(folder.resolve("run"))).isFalse();
    assertThat(remarks).isEmpty();
  }

  @Test
  void whatDoesNotArriveIsSaidOnceAndWithoutTheAddress() {
    try (Inbox inbox = new Inbox(403);
        Notifier notifier = notifier(HttpReceiver.webhook(http, inbox.address()))) {
      notifier.tell(notice(Notice.Kind.WARNED, "half"));
      await().until(() -> remarks.size() == 1);
      notifier.tell(notice(Notice.Kind.WARNED, "most"));
      inbox.next();
      inbox.next();
    }
    assertThat(remarks).containsExactly("notify.webhook was not told: it answered 403");
  }

  @Test
  void nobodyWaitsForAReceiverButForAMomentAtTheEnd() {
    CountDownLatch never = new CountDownLatch(1);
    Notifier notifier =
        notifier(
            new Receiver() {
              @Override
              public String name() {
                return "slow";
              }

              @Override
              public void send(Notice notice) throws InterruptedException {
                never.await();
              }
            });
    notifier.tell(notice(Notice.Kind.DONE, "done"));
    long before = System.nanoTime();
    notifier.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    never.countDown();
  }

  @Test
  void noSecretLeavesWithANotice() {
    try (Inbox inbox = new Inbox(200)) {
      UnaryOperator<String> redact = text -> text.replace("hunter2", "***");
      Notifier notifier =
          new Notifier(List.of(HttpReceiver.ntfy(http, inbox.address())), redact, remarks::add);
      notifier.tell(notice(Notice.Kind.FAILED, "401 for key hunter2"));
      assertThat(inbox.next().body()).isEqualTo("401 for key ***");
      notifier.close();
    }
  }
}
