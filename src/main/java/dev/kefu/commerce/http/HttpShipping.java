package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Parcel.Scan;
import dev.kefu.commerce.Shipping;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parcels of a shop outside, and what sending one costs there.
class HttpShipping implements Shipping {

  private final Asker asker;
  private final ShopProfile profile;
  private final Kept<Parcel> parcels;
  private final Kept<List<Quote>> quotes;

  HttpShipping(Asker asker, ShopProfile profile, Surroundings around) {
    this.asker = asker;
    this.profile = profile;
    this.parcels = new Kept<>(Freshness.PARCEL, around);
    this.quotes = new Kept<>(Freshness.PARCEL, around);
  }

  @Override
  public Answer<Parcel> parcel(String parcel) {
    return parcel.isBlank()
        ? new Answer.Missing<>()
        : parcels.get(parcel, asked -> ask(parcel, asked));
  }

  /// What the shop said of it last.
  Optional<Told<Parcel>> last(String parcel) {
    return parcels.last(parcel);
  }

  void forget(String parcel) {
    parcels.forget(parcel);
  }

  private Answer<Parcel> ask(String parcel, Asked asked) {
    if (!asker.offers("parcels.find")) {
      return Asker.notOffered("物流查询");
    }
    return asker.one(
        asker.ask("parcels.find", Map.of("parcel", parcel)),
        row -> parcel(row, asked),
        found -> found.parcel().equals(parcel));
  }

  private Parcel parcel(Row row, Asked asked) {
    return new Parcel(
        row.text("parcel"),
        row.textOr("order", ""),
        row.textOr("courier", ""),
        row.word("state", Column.PARCEL_STATES),
        row
            .rows("scans", s -> new Scan(s.moment("at"), s.textOr("place", ""), s.text("text")))
            .stream()
            .sorted(Comparator.comparing(Scan::at))
            .toList(),
        asked.at(),
        asker.source());
  }

  /// One question for all couriers serves for each of them.
  @Override
  public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
    var found =
        quotes.get(province + "\n" + weightG, asked -> askForQuotes(province, weightG, asked));
    return HttpProducts.mapped(
        found,
        all ->
            all.stream()
                .filter(quote -> courier == null || quote.courier().equals(courier))
                .sorted(Quote.CHEAPEST_FIRST)
                .toList());
  }

  private Answer<List<Quote>> askForQuotes(String province, int weightG, Asked asked) {
    if (!asker.offers("quotes.list")) {
      return Asker.notOffered("运费查询");
    }
    var place = province.strip();
    return asker.many(
        asker.ask("quotes.list", Map.of("province", place, "weight_g", weightG)),
        row -> quote(row, place, weightG, asked));
  }

  private Quote quote(Row row, String province, int weightG, Asked asked) {
    var served = row.flag("served");
    var courier = row.text("courier");
    return new Quote(
        courier,
        row.textOr("courier_name", nameOf(courier)),
        row.textOr("province", province),
        weightG,
        served,
        served ? row.fen("fee") : 0,
        row.textOr("days", ""),
        asked.at(),
        asker.source());
  }

  private String nameOf(String courier) {
    return profile.shop().couriers().stream()
        .filter(known -> known.id().equals(courier))
        .findFirst()
        .map(Shop.Courier::name)
        .orElse(courier);
  }
}
