package dev.kefu.commerce.http;

import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.FactsByDoors;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import dev.kefu.content.ShopProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Single facts of a shop outside.
///
/// While the shop cannot be asked, what it said last is told for what it is: `ageing` up to
/// [#AGEING] times as long as it was fresh, `stale` from then on.
class HttpFacts implements Facts {

  private static final int AGEING = 4;

  private final HttpProducts products;
  private final HttpOrders orders;
  private final HttpShipping shipping;
  private final HttpMembers members;
  private final ShopProfile profile;
  private final FactsByDoors doors;
  private final Surroundings around;

  HttpFacts(
      HttpProducts products,
      HttpOrders orders,
      HttpShipping shipping,
      HttpPromotions promotions,
      HttpMembers members,
      ShopProfile profile,
      Surroundings around,
      String source) {
    this.products = products;
    this.orders = orders;
    this.shipping = shipping;
    this.members = members;
    this.profile = profile;
    this.around = around;
    this.doors =
        new FactsByDoors(
            products, orders, shipping, promotions, members, profile, around.clock(), source);
  }

  @Override
  public Fact read(FactRef ref) {
    return doors.find(ref).or(() -> last(ref)).orElseGet(() -> doors.failed(ref));
  }

  @Override
  public List<Fact> read(List<FactRef> refs) {
    return together(refs, this::read);
  }

  @Override
  public List<Fact> readAnew(List<FactRef> refs) {
    var now = around.moments().next();
    return together(
        refs,
        ref ->
            around.moments().anew(now, () -> doors.find(ref).orElseGet(() -> doors.failed(ref))));
  }

  private List<Fact> together(List<FactRef> refs, Function<FactRef, Fact> reading) {
    if (refs.size() == 1) {
      return List.of(reading.apply(refs.getFirst()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var facts = refs.stream().map(ref -> threads.submit(() -> reading.apply(ref))).toList();
      return facts.stream().map(HttpFacts::got).toList();
    }
  }

  private static Fact got(Future<Fact> fact) {
    try {
      return fact.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Fact> last(FactRef ref) {
    var key = ref.key();
    return switch (ref.fact()) {
      case STOCK ->
          products.last(key).map(told -> aged(told, told.value().stockFact(), HttpProducts.FRESH));
      case PRICE ->
          products.last(key).map(told -> aged(told, told.value().priceFact(), HttpProducts.FRESH));
      case ORDER ->
          orders.last(key).map(told -> aged(told, told.value().stateFact(), HttpOrders.FRESH));
      case SHIP_BY ->
          orders
              .last(key)
              .map(told ->
                  aged(told, told.value().shipByFact(profile.shop().zone()), HttpOrders.FRESH));
      case PARCEL ->
          shipping.last(key).map(told -> aged(told, told.value().scanFact(), HttpShipping.FRESH));
      case MEMBER -> lastOfMember(key);
      case PROMOTION, SHIPPING_FEE, POLICY -> Optional.empty();
    };
  }

  private Optional<Fact> lastOfMember(String key) {
    var cut = key.lastIndexOf('/');
    return members
        .last(key.substring(0, Math.max(cut, 0)))
        .flatMap(told ->
            doors
                .fact(told.value(), key.substring(cut + 1))
                .map(fact -> aged(told, fact, HttpMembers.FRESH)));
  }

  private Fact aged(Told<?> told, Fact fact, Duration fresh) {
    var age = told.age(around.clock().instant());
    return fact.as(
        age.compareTo(fresh.multipliedBy(AGEING)) > 0 ? FactState.STALE : FactState.AGEING);
  }
}
