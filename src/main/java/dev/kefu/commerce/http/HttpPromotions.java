package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Unreadable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What runs in a shop outside. Whatever the shop sends, nothing is told outside its own time: an
/// answer that is kept cannot outlive a promotion.
class HttpPromotions implements Promotions {

  /// In hundredths, nothing is taken off.
  private static final int WHOLE = 100;

  private final Asker asker;
  private final Products products;
  private final Kept<List<Promotion>> lists;

  HttpPromotions(Asker asker, Products products, Surroundings around) {
    this.asker = asker;
    this.products = products;
    this.lists = new Kept<>(Freshness.PROMOTION, around);
  }

  @Override
  public Answer<List<Promotion>> running(Instant at) {
    // A shop that is asked about a moment gets whole minutes, so that its answers can be kept.
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    var key = asker.uses("promotions.list", "at") ? minute.toString() : "";
    var found = lists.get(key, asked -> ask(at, asked));
    return HttpProducts.mapped(found, all -> all.stream().filter(p -> p.runsAt(at)).toList());
  }

  @Override
  public Answer<List<Promotion>> of(String sku, Instant at) {
    return switch (products.find(sku)) {
      case Answer.Found<Product>(var product) ->
          HttpProducts.mapped(
              running(at), all -> all.stream().filter(p -> p.isFor(product)).toList());
      case Answer.Missing<Product> _ -> new Answer.Found<>(List.of());
      case Answer.Failed<Product>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private static @Nullable Level level(@Nullable String word) {
    return word == null ? null : Level.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Answer<List<Promotion>> ask(Instant at, Asked asked) {
    if (!asker.offers("promotions.list")) {
      return Asker.notOffered("活动查询");
    }
    return asker.many(
        asker.ask("promotions.list", Map.of("at", at.toString())), row -> promotion(row, asked));
  }

  /// None, also where a shop says 0 for that: nothing is told to cost nothing.
  private static @Nullable Integer percent(Row row) {
    var percent = row.countOrNull("percent");
    if (percent == null || percent == 0) {
      return null;
    }
    if (percent >= WHOLE) {
      throw new Unreadable("has a percent of " + percent);
    }
    return percent;
  }

  /// A price of members that names none would be everybody's.
  private static List<String> tiers(Row row) {
    var tiers = row.texts("tiers");
    if (tiers.isEmpty() && row.word("kind", Column.PROMOTION_KINDS).equals("member")) {
      throw new Unreadable("has a member's price and no tiers");
    }
    return tiers;
  }

  private Promotion promotion(Row row, Asked asked) {
    return new Promotion(
        row.text("id"),
        row.text("title"),
        row.word("kind", Column.PROMOTION_KINDS),
        level(row.wordOrNull("level", Column.LEVELS)),
        row.texts("skus"),
        row.texts("categories"),
        row.fenOrNull("threshold"),
        row.fenOrNull("reduce"),
        percent(row),
        row.fenOrNull("price"),
        row.flagOrNot("every"),
        row.fenOrNull("cap"),
        row.countOrNull("nth"),
        tiers(row),
        row.momentOrNull("from"),
        row.momentOrNull("until"),
        asked.at(),
        asker.source());
  }
}
