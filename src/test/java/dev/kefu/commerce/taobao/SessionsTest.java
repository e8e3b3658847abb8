package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.line.SealedSecrets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The session of the shop ends, is renewed once, and is kept where nobody can read it.
class SessionsTest extends AtThePlatform {

  @Test
  void aSessionThatHasEndedIsRenewedOnceHoweverManyFindOut() throws Exception {
    platform.endSessions();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          IntStream.range(0, MANY)
              .<Callable<Said>>mapToObj(
                  i -> () -> taobao.gateway.ask(ITEM, Map.of("num_iid", "70000000000" + i % 3)))
              .toList();
      for (var said : threads.invokeAll(asking)) {
        assertThat(said.get()).isInstanceOf(Said.Told.class);
      }
    }

    assertThat(platform.renewals).hasValue(1);
    assertThat(taobao.sessions.current()).isEqualTo("session-2");
  }

  @Test
  void aNodeThatFindsTheSessionEndedTakesTheOneAnotherNodeHasHad() {
    try (var other = open(TaobaoFixture.STEADY, Signing.HMAC_SHA256)) {
      platform.endSessions();
      assertThat(stock(CUP)).isEqualTo("3");

      assertThat(found(other.shop.products().find(CUP)).stock()).isEqualTo(3);
      assertThat(other.sessions.current()).isEqualTo("session-2");
    }
    assertThat(platform.renewals).hasValue(1);
  }

  @Test
  void aRenewedSessionOutlivesTheProgramAndCanBeReadByNobody() {
    platform.endSessions();
    assertThat(stock(CUP)).isEqualTo("3");

    var row =
        String.valueOf(
            database.reader().sql("select * from sealed_secret").query().listOfRows().getFirst());
    taobao.close();
    taobao = open(TaobaoFixture.STEADY, Signing.HMAC_SHA256);

    assertThat(row).doesNotContain("session-", "refresh-");
    assertThat(taobao.sessions.current()).isEqualTo("session-2");
    assertThat(taobao.sessions + " " + new Tokens("a-secret", "b-secret", null))
        .doesNotContain("secret");
  }

  @Test
  void withAnotherKeyNothingIsOpenedAndANewSessionReplacesIt() {
    platform.endSessions();
    assertThat(stock(CUP)).isEqualTo("3");
    var other =
        new SealedSecrets(
            SealedSecrets.key("ff".repeat(32)),
            database.writer(),
            database.transactions(),
            truth.clock());

    assertThatThrownBy(() -> other.open("taobao-session", StandInPlatform.SESSION))
        .isInstanceOf(SealedSecrets.Unopened.class);
    assertThat(other.open("taobao-session", "a new one")).isEmpty();
  }

  @Test
  void aSessionNobodyRenewsIsLostAndEverybodyIsToldWhatToDo() {
    platform.renews = false;
    platform.endSessions();

    assertThat(taobao.shop.products().find(CUP)).isEqualTo(new Answer.Failed<>("店铺授权已失效，请管理员重新授权"));
    var asked = platform.asked.size();
    assertThat(taobao.shop.orders().find(Marketplace.trade("YS1")))
        .isInstanceOf(Answer.Failed.class);
    assertThat(platform.asked).hasSize(asked);
    assertThat(new SessionHealth(taobao.sessions).health().getStatus().getCode())
        .isEqualTo("OUT_OF_SERVICE");

    platform.sessions.add(StandInPlatform.SESSION);
    truth.clock().turn(Duration.ofMinutes(2));
    assertThat(stock(CUP)).isEqualTo("3");
    assertThat(taobao.sessions.isLost()).isFalse();
  }

  @Test
  void aSessionThatEndsSoonIsRenewedBeforeAnybodyIsRefused() {
    endsSoon();

    taobao.sessions.renewInTime();

    assertThat(taobao.sessions.current()).isEqualTo("session-3");
    assertThat(stock(CUP)).isEqualTo("3");
  }

  @Test
  void whileItCannotBeRenewedASessionStillHolds() {
    endsSoon();
    platform.renews = false;

    taobao.sessions.renewInTime();

    assertThat(taobao.sessions.isLost()).isFalse();
    assertThat(taobao.sessions.current()).isEqualTo("session-2");
  }

  private void endsSoon() {
    platform.expiresInS = 1_800;
    platform.endSessions();
    assertThat(stock(CUP)).isEqualTo("3");
    platform.expiresInS = 86_400;
  }
}
