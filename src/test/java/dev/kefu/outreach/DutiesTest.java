package dev.kefu.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.content.ShopProfile;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is owed by a shop outside, whose answers are kept for a while.
@NullMarked
class DutiesTest {

  private static final Instant NOW = FakeShop.NOW;

  @Test
  void whatGoesOutNowIsAskedAnewWhateverWasKept(@TempDir Path folder) {
    try (var database = TestDatabase.create(folder)) {
      var line = new Line();
      var shop = new FakeShop();
      var duties =
          new Duties(
              line,
              line,
              shop,
              shop,
              new ShopProfile(database.reader()),
              OutreachFeedTest.NO_CLAIMS,
              new OutreachSettings(
                  Duration.ofMinutes(1),
                  Duration.ofHours(20),
                  Duration.ofHours(72),
                  Duration.ofHours(48),
                  Duration.ofHours(2),
                  Duration.ofHours(24)));
      line.told = order("马克杯");
      assertThat(text(duties.of("YS1", NOW).orElseThrow())).contains("马克杯");
      line.told = order("保温杯");

      assertThat(text(duties.of("YS1", NOW).orElseThrow())).contains("马克杯");
      assertThat(text(duties.anew("YS1", NOW).orElseThrow())).contains("保温杯");
    }
  }

  private static String text(List<Duty> owed) {
    return owed.getFirst().text();
  }

  private static Order order(String title) {
    var paid = NOW.minus(Duration.ofHours(21));
    return new Order(
        "YS1",
        "xiaoyu",
        OrderState.PAID,
        List.of(new Order.OrderLine("CUP-A", title, 1, 5_900)),
        5_900,
        null,
        paid,
        paid,
        null,
        null,
        null,
        null,
        null,
        "浙江",
        "杭州",
        NOW,
        "test");
  }

  /// The line to a shop: keeps its first answer, unless it is asked anew.
  private static final class Line implements Orders, Facts {

    private Order told = order("");
    private Order kept = told;
    private boolean asksAnew;

    @Override
    public Answer<Order> find(String order) {
      kept = asksAnew || kept.lines().getFirst().title().isEmpty() ? told : kept;
      return new Answer.Found<>(kept);
    }

    @Override
    public <T> T anew(Supplier<T> question) {
      asksAnew = true;
      try {
        return question.get();
      } finally {
        asksAnew = false;
      }
    }

    @Override
    public Fact read(FactRef ref) {
      return new Fact(ref.fact(), ref.key(), "", NOW, "test", FactState.FAILED);
    }

    @Override
    public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
      return new Answer.Found<>(List.of());
    }

    @Override
    public Answer<List<Order>> inState(OrderState state, int limit) {
      return new Answer.Found<>(List.of());
    }
  }
}
