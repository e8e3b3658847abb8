package dev.kefu.commerce.demo;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Members.Member;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.ShopProfile;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Single facts of the demo shop, always read anew.
@Component
class DemoFacts implements Facts {

  private static final Logger log = LoggerFactory.getLogger(DemoFacts.class);

  private static final int MAX_WEIGHT_G = 100_000;

  private final DemoLine line;
  private final Products products;
  private final Orders orders;
  private final Shipping shipping;
  private final Promotions promotions;
  private final Members members;
  private final ShopProfile profile;

  DemoFacts(
      DemoLine line,
      Products products,
      Orders orders,
      Shipping shipping,
      Promotions promotions,
      Members members,
      ShopProfile profile) {
    this.line = line;
    this.products = products;
    this.orders = orders;
    this.shipping = shipping;
    this.promotions = promotions;
    this.members = members;
    this.profile = profile;
  }

  @Override
  public Fact read(FactRef ref) {
    try {
      return line.isCut(DemoLine.wireName(ref.fact()))
          ? failed(ref)
          : ask(ref).orElseGet(() -> failed(ref));
    } catch (DataAccessException e) {
      log.atWarn().addKeyValue("fact", ref.fact()).setCause(e).log("a fact could not be read");
      return failed(ref);
    }
  }

  private Optional<Fact> ask(FactRef ref) {
    var key = ref.key();
    return switch (ref.fact()) {
      case STOCK -> products.find(key).found().map(p -> p.stockFact());
      case PRICE -> products.find(key).found().map(p -> p.priceFact());
      case PROMOTION -> products.find(key).found().flatMap(_ -> promotionTitles(ref));
      case ORDER -> orders.find(key).found().map(o -> o.stateFact());
      case SHIP_BY -> orders.find(key).found().map(o -> o.shipByFact(profile.shop().zone()));
      case PARCEL -> shipping.parcel(key).found().map(p -> p.scanFact());
      case SHIPPING_FEE -> fee(ref);
      case MEMBER -> member(ref);
      case POLICY -> Optional.empty();
    };
  }

  private Optional<Fact> promotionTitles(FactRef ref) {
    return promotions
        .of(ref.key(), line.now())
        .found()
        .map(all -> all.stream().map(Promotion::title).collect(Collectors.joining("、")))
        .map(titles -> fresh(ref, titles));
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
        .map(q -> fresh(ref, q.served() ? Fen.yuan(q.feeFen()) : ""));
  }

  private Optional<Fact> member(FactRef ref) {
    var cut = ref.key().lastIndexOf('/');
    if (cut < 0) {
      return Optional.empty();
    }
    return members
        .find(ref.key().substring(0, cut))
        .found()
        .flatMap(m -> memberValue(m, ref.key().substring(cut + 1)))
        .map(value -> fresh(ref, value));
  }

  private static Optional<String> memberValue(Member member, String what) {
    return switch (what) {
      case "tier" -> Optional.of(member.tier());
      case "points" -> Optional.of(Long.toString(member.points()));
      default -> Optional.empty();
    };
  }

  private Fact fresh(FactRef ref, String value) {
    return new Fact(ref.fact(), ref.key(), value, line.now(), DemoLine.SOURCE, FactState.FRESH);
  }

  private Fact failed(FactRef ref) {
    return new Fact(ref.fact(), ref.key(), "", line.now(), DemoLine.SOURCE, FactState.FAILED);
  }
}
