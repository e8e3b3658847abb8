package dev.kefu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.Refusal;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often a password may be guessed, however many nodes are asked.
class SignInAttemptsTest {

  private static final Instant NOON = Instant.parse("2026-11-11T04:00:00Z");
  private static final Household HERE = Household.of("127.0.0.1");

  @TempDir static Path folder;

  private static TestDatabase database;

  private final SignInAttempts here = at(NOON);
  private final SignInAttempts there = at(NOON.plusSeconds(1));

  @BeforeAll
  static void open() {
    database = TestDatabase.create(folder);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static SignInAttempts at(Instant now) {
    return new SignInAttempts(database.writer(), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void tenWrongOnesOfANameOnAllNodesTogether() {
    for (var i = 0; i < 10; i++) {
      (i % 2 == 0 ? here : there).begin("lin", HERE);
    }

    assertThatThrownBy(() -> here.begin("lin", HERE))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("15 分钟");
    assertThatThrownBy(() -> there.begin("lin", HERE)).isInstanceOf(Refusal.class);
    assertThatCode(() -> there.begin("zhou", HERE)).doesNotThrowAnyException();
  }

  @Test
  void ofAThousandAtOnceTenAreTried() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 1_000; i++) {
        tries.add(() -> isLet("many"));
      }
      var let = 0;
      for (var answer : threads.invokeAll(tries)) {
        let += answer.get() ? 1 : 0;
      }
      assertThat(let).isEqualTo(10);
    }
  }

  private boolean isLet(String username) {
    try {
      here.begin(username, HERE);
      return true;
    } catch (Refusal _) {
      return false;
    }
  }

  @Test
  void theRightOneIsForgiven() {
    for (var i = 0; i < 30; i++) {
      here.begin("right", HERE);
      there.succeeded("right", HERE);
    }

    assertThatCode(() -> here.begin("right", HERE)).doesNotThrowAnyException();
  }

  @Test
  void aQuarterOfAnHourAfterTheFirstItBeginsAnew() {
    for (var i = 0; i < 11; i++) {
      isLet("later");
    }

    assertThatThrownBy(() -> at(NOON.plus(Duration.ofMinutes(14))).begin("later", HERE))
        .isInstanceOf(Refusal.class);
    assertThatCode(() -> at(NOON.plus(Duration.ofMinutes(15))).begin("later", HERE))
        .doesNotThrowAnyException();
  }

  @Test
  void aClockThatWasADayAheadLocksNobodyOutForADay() {
    var ahead = at(NOON.plus(Duration.ofDays(1)));
    for (var i = 0; i < 10; i++) {
      ahead.begin("ahead", HERE);
    }
    assertThatThrownBy(() -> ahead.begin("ahead", HERE)).isInstanceOf(Refusal.class);

    assertThatCode(() -> here.begin("ahead", HERE)).doesNotThrowAnyException();
  }

  @Test
  void thirtyWrongOnesOfAnAddressWhoeverTheyAreFor() {
    var street = Household.of("203.0.113.7");
    for (var i = 0; i < 30; i++) {
      here.begin("name" + i, street);
    }

    assertThatThrownBy(() -> there.begin("another", street))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("5 分钟");
    assertThatCode(() -> there.begin("another", Household.of("203.0.113.8")))
        .doesNotThrowAnyException();
  }

  @Test
  void wrongTokensOfProgramsCountLikeWrongPasswords() {
    var street = Household.of("203.0.113.77");
    for (var i = 0; i < 30; i++) {
      here.wrongToken(street);
    }

    assertThatThrownBy(() -> there.wrongToken(street))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("5 分钟");
    assertThatThrownBy(() -> there.begin("anybody", street)).isInstanceOf(Refusal.class);
  }

  @Test
  void aShopWhoseStaffShareAnAddressSignsInAllTogether() {
    var shop = Household.of("198.51.100.1");
    for (var i = 0; i < 100; i++) {
      here.begin("staff" + i, shop);
      here.succeeded("staff" + i, shop);
    }

    assertThatCode(() -> here.begin("last", shop)).doesNotThrowAnyException();
  }

  @Test
  void whatIsOverIsNotKept() {
    var early = at(Instant.EPOCH);
    early.begin("old", HERE);

    here.begin("new", HERE);

    var since =
        database.reader().sql("select min(since) from sign_in_attempt").query(Long.class).single();
    assertThat(since).isGreaterThanOrEqualTo(NOON.minus(Duration.ofMinutes(15)).toEpochMilli());
  }

  @Test
  void aNetworkOfVersionSixIsOneHousehold() {
    assertThat(Household.of("2001:db8:1:2::3")).isEqualTo(Household.of("2001:db8:1:2:ffff::9"));
    assertThat(Household.of("2001:db8:1:2::3")).isNotEqualTo(Household.of("2001:db8:1:3::3"));
    assertThat(Household.of("::1").local()).isTrue();
    assertThat(Household.of("no.address.example")).isEqualTo(Household.UNKNOWN);
    assertThat(Household.of("")).isEqualTo(Household.UNKNOWN);
  }
}
