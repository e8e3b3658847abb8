package dev.kefu.account;

import dev.kefu.storage.TestDatabase;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;

/// Shoppers over a real database, for tests of other rooms.
@NullMarked
public final class TestShoppers {

  private TestShoppers() {}

  public static Shoppers of(TestDatabase database, Clock clock) {
    return new Shoppers(database.writer(), database.reader(), database.transactions(), clock);
  }
}
