package dev.kefu.commerce.line;

import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.FactsByDoors;
import dev.kefu.commerce.Members.Member;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.line.Kept.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/// Single facts of a shop outside.
///
/// While the shop cannot be asked, what it said last is told for what it is: `ageing` up to
/// [#AGEING] times as long as it was fresh, `stale` from then on.
public final class KeptFacts implements Facts {

  private static final int AGEING = 4;

  private final FactsByDoors doors;
  private final Last last;
  private final Surroundings around;

  /// What the shop said last, by key.
  public record Last(
      Function<String, Optional<Told<Product>>> product,
      Function<String, Optional<Told<Order>>> order,
      Function<String, Optional<Told<Parcel>>> parcel,
      Function<String, Optional<Told<Member>>> member) {}

  public KeptFacts(FactsByDoors doors, Last last, Surroundings around) {
    this.doors = doors;
    this.last = last;
    this.around = around;
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

  @Override
  public <T> T anew(Supplier<T> question) {
    return around.moments().anew(around.moments().next(), question);
  }

  private List<Fact> together(List<FactRef> refs, Function<FactRef, Fact> reading) {
    if (refs.size() == 1) {
      return List.of(reading.apply(refs.getFirst()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var facts = refs.stream().map(ref -> threads.submit(() -> reading.apply(ref))).toList();
      return facts.stream().map(KeptFacts::got).toList();
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
      case STOCK -> aged(last.product().apply(key), Product::stockFact, Freshness.PRODUCT);
      case PRICE -> aged(last.product().apply(key), Product::priceFact, Freshness.PRODUCT);
      case ORDER -> aged(last.order().apply(key), Order::stateFact, Freshness.ORDER);
      case SHIP_BY -> {
        var zone = doors.profile().shop().zone();
        yield aged(last.order().apply(key), order -> order.shipByFact(zone), Freshness.ORDER);
      }
      case PARCEL -> aged(last.parcel().apply(key), Parcel::scanFact, Freshness.PARCEL);
      case MEMBER -> lastOfMember(key);
      case PROMOTION, PAYABLE, SHIPPING_FEE, POLICY -> Optional.empty();
    };
  }

  private Optional<Fact> lastOfMember(String key) {
    var cut = key.lastIndexOf('/');
    return last.member()
        .apply(key.substring(0, Math.max(cut, 0)))
        .flatMap(told ->
            doors
                .fact(told.value(), key.substring(cut + 1))
                .map(fact -> aged(told, fact, Freshness.MEMBER)));
  }

  private <T> Optional<Fact> aged(Optional<Told<T>> told, Function<T, Fact> fact, Duration fresh) {
    return told.map(known -> aged(known, fact.apply(known.value()), fresh));
  }

  private Fact aged(Told<?> told, Fact fact, Duration fresh) {
    var age = told.age(around.clock().instant());
    return fact.as(
        age.compareTo(fresh.multipliedBy(AGEING)) > 0 ? FactState.STALE : FactState.AGEING);
  }
}
