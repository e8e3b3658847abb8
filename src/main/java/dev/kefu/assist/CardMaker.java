package dev.kefu.assist;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.Ids;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Product;
import dev.kefu.knowledge.Confidence;
import dev.kefu.knowledge.Hit;
import dev.kefu.knowledge.Risk;
import dev.kefu.rulebook.Claim;
import dev.kefu.rulebook.Draft;
import dev.kefu.rulebook.Finding;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Ruling;
import dev.kefu.rulebook.Settled;
import dev.kefu.rulebook.Spent;
import dev.kefu.rulebook.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes a card of an article: fills in its variables and decides whether it can be sent as shown.
@Component
class CardMaker {

  private static final String SCARCE = "（库存紧张，以付款为准）";
  private static final String SOLD_OUT = "（目前缺货，补货时间以商品页为准）";

  /// A trigger word is a good sign but no measured likeness.
  private static final double PLAYBOOK_SCORE = 0.5;

  /// Somebody who may promise no more than any agent: what is cleared for this one is cleared for
  /// whoever takes the conversation.
  static final Staff ANY_AGENT =
      new Staff(new StaffId("usr_any"), "any", "客服", Set.of(Role.AGENT), null);

  private final Rulebook rulebook;

  CardMaker(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  Card card(Hit hit, String intent, Focus focus, Function<String, Value> values) {
    var filled = Filled.of(hit.answer(), values);
    var text = filled.text() + caveat(filled, focus.knownProduct());
    return new Card(
        Ids.next("sug_"),
        text,
        hit.confidence(),
        hit.score(),
        sendable(hit, filled, focus) && cleared(new Body.Text(text, filled.slots()), focus),
        new Card.Source(hit.article(), hit.question(), hit.version(), hit.validUntil()),
        intent,
        filled.facts(),
        filled.slots(),
        null,
        missing(filled),
        hit.escalate() ? "escalate" : null,
        hit.matched());
  }

  /// What to say first when something has gone wrong. Never to be sent without a look: what follows
  /// it has to be agreed with the shopper.
  ///
  /// @param said what called it
  Card card(Playbooks.Called called, String said, Focus focus, Function<String, Value> values) {
    var playbook = called.playbook();
    var filled = Filled.of(playbook.soothe(), values);
    return new Card(
        Ids.next("sug_"),
        filled.text(),
        Confidence.MEDIUM,
        PLAYBOOK_SCORE,
        false,
        new Card.Source(playbook.id(), playbook.title(), Math.toIntExact(called.version()), null),
        "playbook",
        filled.facts(),
        filled.slots(),
        policy(playbook, focus),
        missing(filled),
        "escalate",
        playbook.matched(said));
  }

  /// What an agent may grant alone for the reason of a playbook.
  private Card.@Nullable Policy policy(Playbook playbook, Focus focus) {
    if (playbook.reason() == null) {
      return null;
    }
    var amount = focus.order().found().map(Order::amountFen).orElse(null);
    if (amount == null) {
      return rulebook
          .offer(playbook.reason(), Role.AGENT)
          .map(offer -> new Card.Policy(offer.rule(), offer.maxFen()))
          .orElse(null);
    }
    var claim = new Claim("compensation", playbook.reason(), 0L, null, amount, true);
    return switch (rulebook.rule(claim, Role.AGENT, Spent.NOTHING)) {
      case Ruling.Within(var rule, var limitFen) -> new Card.Policy(rule, limitFen);
      case Ruling.Above(var rule, var limitFen, _, _) -> new Card.Policy(rule, limitFen);
      case Ruling.NoRule() -> null;
    };
  }

  private static List<String> missing(Filled filled) {
    var needs = filled.missing().stream().map(need -> need.name().toLowerCase(Locale.ROOT));
    return Stream.concat(needs, filled.failed() ? Stream.of("facts") : Stream.empty())
        .sorted()
        .toList();
  }

  /// All that can be told without reading the text.
  private static boolean sendable(Hit hit, Filled filled, Focus focus) {
    return hit.confidence() == Confidence.HIGH
        && hit.risk() == Risk.LOW
        && !hit.escalate()
        && filled.fresh()
        && filled.missing().isEmpty()
        && !(mentionsStock(filled) && soldOut(focus.knownProduct()));
  }

  private boolean cleared(Body text, Focus focus) {
    return check(text, focus) instanceof Verdict.Cleared(var reply) && reply.warnings().isEmpty();
  }

  /// The rules that warn of a text or make a note of it; nothing when it may not be sent at all.
  Optional<Set<String>> findings(Body text, Focus focus) {
    return check(text, focus) instanceof Verdict.Cleared(var reply)
        ? Optional.of(
            reply.warnings().stream().map(Finding::rule).collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }

  private Verdict check(Body text, Focus focus) {
    return rulebook.check(
        new Draft(
            ANY_AGENT,
            text,
            focus.product().found().map(Product::sku).orElse(null),
            focus.order().found().map(Order::order).orElse(null),
            focus.buyer(),
            Settled.NOTHING));
  }

  /// A few pieces may be gone before the shopper has paid: then nothing may sound certain.
  private static String caveat(Filled filled, @Nullable Product product) {
    if (product == null || !mentionsStock(filled)) {
      return "";
    }
    if (soldOut(product)) {
      return SOLD_OUT;
    }
    return product.stock() <= product.safetyStock() ? SCARCE : "";
  }

  private static boolean soldOut(@Nullable Product product) {
    return product != null && product.stock() <= 0;
  }

  private static boolean mentionsStock(Filled filled) {
    return filled.facts().stream()
        .anyMatch(fact -> fact.fact() == FactKind.STOCK && !fact.failed());
  }
}
