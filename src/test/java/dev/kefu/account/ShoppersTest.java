package dev.kefu.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.TurnedClock;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShoppersTest {

  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final int MANY = 40;

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-01T08:00:00Z"));
  private TestDatabase database;
  private Shoppers shoppers;

  @BeforeEach
  void open() {
    database = TestDatabase.create(folder);
    shoppers = TestShoppers.of(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tokensThatAreOverGoWithTheVisitsThatBegin() {
    for (var i = 0; i < MANY; i++) {
      shoppers.anonymous();
    }
    clock.turn(LIFETIME.plusMillis(1));
    var visit = shoppers.anonymous();

    assertThat(tokens()).isBetween(1L, MANY - 1L);
    for (var i = 0; i < MANY; i++) {
      shoppers.anonymous();
    }

    assertThat(tokens()).isEqualTo(MANY + 1L);
    assertThat(shoppers.byToken(visit.token())).contains(visit.shopper());
  }

  @Test
  void manyWhoComeAtOnceAreEachEntered() throws Exception {
    var visits = new ArrayList<Callable<Shoppers.Visit>>();
    for (var i = 0; i < MANY; i++) {
      visits.add(shoppers::anonymous);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var visit : threads.invokeAll(visits)) {
        assertThat(shoppers.byToken(visit.get().token())).contains(visit.get().shopper());
      }
    }
  }

  private long tokens() {
    return database.writer().sql("select count(*) from visitor_token").query(Long.class).single();
  }
}
