package dev.kefu.commerce;

import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A shop's parcels and quotes with what the shop's own terms say of places and days on top of
/// them. What sending costs stays the connector's to tell.
public final class TermedShipping implements Shipping {

  static final String SOURCE = "rulebook";

  private final Shipping shop;
  private final ShippingTerms terms;
  private final ShopProfile profile;
  private final Clock clock;

  public TermedShipping(Shipping shop, ShippingTerms terms, ShopProfile profile, Clock clock) {
    this.shop = shop;
    this.terms = terms;
    this.profile = profile;
    this.clock = clock;
  }

  @Override
  public Answer<Parcel> parcel(String parcel) {
    return shop.parcel(parcel);
  }

  /// A courier nobody quotes for is in the list without a fee.
  @Override
  public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
    var told = shop.quotes(courier, province, weightG);
    var lines =
        terms.of(province.strip()).stream()
            .filter(line -> courier == null || line.courier().equals(courier))
            .toList();
    if (lines.isEmpty()) {
      return told;
    }
    return new Answer.Found<>(over(told.found().orElse(List.of()), lines, province, weightG));
  }

  private List<Quote> over(
      List<Quote> told, List<ShippingTerms.Line> lines, String province, int weightG) {
    var names =
        profile.told().couriers().stream()
            .collect(Collectors.toMap(Shop.Courier::id, Shop.Courier::name));
    var quotes =
        told.stream().collect(Collectors.toMap(Quote::courier, Function.identity(), (a, _) -> a));
    var now = clock.instant();
    var result = new ArrayList<Quote>();
    for (var line : lines) {
      var quote = quotes.remove(line.courier());
      result.add(quote == null ? unquoted(line, names, province, weightG, now) : of(quote, line));
    }
    result.addAll(quotes.values());
    return result.stream().sorted(Quote.CHEAPEST_FIRST).toList();
  }

  private static Quote unquoted(
      ShippingTerms.Line line,
      Map<String, String> names,
      String province,
      int weightG,
      Instant now) {
    return new Quote(
        line.courier(),
        names.getOrDefault(line.courier(), line.courier()),
        province,
        weightG,
        line.served(),
        null,
        line.days(),
        now,
        SOURCE);
  }

  private static Quote of(Quote quote, ShippingTerms.Line line) {
    return new Quote(
        quote.courier(),
        quote.courierName(),
        quote.province(),
        quote.weightG(),
        line.served(),
        line.served() && quote.served() ? quote.feeFen() : null,
        line.days(),
        quote.asOf(),
        quote.source());
  }
}
