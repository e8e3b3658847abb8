package dev.kefu.commerce;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Members.Member;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes single facts of what a connector's doors tell. Asks as they ask and throws what they
/// throw.
///
/// @param source who says so
public record FactsByDoors(
    Products products,
    Orders orders,
    Shipping shipping,
    Promotions promotions,
    Members members,
    ShopProfile profile,
    Clock clock,
    String source) {

  private static final int MAX_WEIGHT_G = 100_000;

  /// The fact; nothing when the shop does not know it or could not be asked.
  public Optional<Fact> find(FactRef ref) {
    var key = ref.key();
    return switch (ref.fact()) {
      case STOCK -> products.find(key).found().map(Product::stockFact);
      case PRICE -> products.find(key).found().map(Product::priceFact);
      case PROMOTION -> products.find(key).found().flatMap(_ -> promotionTitles(ref));
      case PAYABLE -> payable(ref);
      case ORDER -> orders.find(key).found().map(Order::stateFact);
      case SHIP_BY -> orders.find(key).found().map(o -> o.shipByFact(profile.shop().zone()));
      case PARCEL -> shipping.parcel(key).found().map(Parcel::scanFact);
      case SHIPPING_FEE -> fee(ref);
      case MEMBER -> member(ref);
      case POLICY -> Optional.empty();
    };
  }

  /// What stands for a fact that is not to be had.
  public Fact failed(FactRef ref) {
    return new Fact(ref.fact(), ref.key(), "", clock.instant(), source, FactState.FAILED);
  }

  private Optional<Fact> promotionTitles(FactRef ref) {
    return promotions.of(ref.key(), clock.instant()).found().map(all -> promotionTitles(ref, all));
  }

  private Fact promotionTitles(FactRef ref, List<Promotion> all) {
    var titles = all.stream().map(Promotion::title).collect(Collectors.joining("、"));
    return fresh(ref, titles, all.isEmpty() ? clock.instant() : all.getFirst().asOf());
  }

  /// A SKU may hold a slash itself.
  private Optional<Fact> payable(FactRef ref) {
    var key = ref.key();
    var whole = payable(ref, key, null);
    var cut = key.lastIndexOf('/');
    return whole.isPresent() || cut < 0
        ? whole
        : payable(ref, key.substring(0, cut), key.substring(cut + 1));
  }

  private Optional<Fact> payable(FactRef ref, String sku, @Nullable String buyer) {
    return new FinalPrices(products, promotions, members)
        .of(List.of(new Payable.Line(sku, 1)), buyer, clock.instant())
        .found()
        .map(payable -> fresh(ref, Fen.yuan(payable.totalFen()), payable.asOf()));
  }

  private Optional<Fact> fee(FactRef ref) {
    var parts = ref.key().split("/", -1);
    if (parts.length != 3 || !parts[2].matches("[1-9][0-9]{0,5}")) {
      return Optional.empty();
    }
    var weightG = Integer.parseInt(parts[2]);
    if (weightG > MAX_WEIGHT_G) {
      return Optional.empty();
    }
    return shipping
        .quotes(parts[0], parts[1], weightG)
        .found()
        .flatMap(quotes -> quotes.stream().findFirst())
        .map(q -> fresh(ref, fee(q), q.asOf()));
  }

  private static String fee(Shipping.Quote quote) {
    var fen = quote.served() ? quote.feeFen() : null;
    return fen == null ? "" : Fen.yuan(fen);
  }

  private Optional<Fact> member(FactRef ref) {
    var cut = ref.key().lastIndexOf('/');
    if (cut < 0) {
      return Optional.empty();
    }
    var part = ref.key().substring(cut + 1);
    return members.find(ref.key().substring(0, cut)).found().flatMap(m -> fact(m, part));
  }

  /// One part of what is known of a member.
  ///
  /// @param part `tier` or `points`
  public Optional<Fact> fact(Member member, String part) {
    var ref = new FactRef(FactKind.MEMBER, member.buyer() + "/" + part);
    return switch (part) {
      case "tier" -> Optional.of(fresh(ref, member.tier(), member.asOf()));
      case "points" -> Optional.of(fresh(ref, Long.toString(member.points()), member.asOf()));
      default -> Optional.empty();
    };
  }

  private Fact fresh(FactRef ref, String value, Instant asOf) {
    return Fact.fresh(ref.fact(), ref.key(), value, asOf, source);
  }
}
