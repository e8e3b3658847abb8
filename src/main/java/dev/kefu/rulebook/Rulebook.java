package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.Slot;
import dev.kefu.commerce.FinalPrices;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.Shipping;
import dev.kefu.commerce.TermedShipping;
import dev.kefu.content.ShopProfile;
import dev.kefu.rulebook.Flag.Weight;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What may be promised, by whom, up to what.
@Component
public class Rulebook {

  private static final List<Check> CHECKS =
      List.of(
          new Phrases(),
          new MoneyPromises(),
          new Discounts(),
          new Prices(),
          new TimePromises(),
          new AreaPromises(),
          new GoodsPromises(),
          new FreePromises(),
          new EnglishPromises(),
          new Superlatives(),
          new Contacts(),
          new PersonalData(),
          new OtherShoppers(),
          new LegalTalk());

  private final RulesStore store;
  private final Shelf.Shop shop;
  private final ShopProfile profile;

  Rulebook(
      RulesStore store,
      Products products,
      Orders orders,
      Promotions promotions,
      Shipping shipping,
      FinalPrices prices,
      ShopProfile profile,
      Clock clock) {
    this.store = store;
    this.profile = profile;
    this.shop =
        new Shelf.Shop(
            products, orders, promotions, shipping, prices, () -> profile.shop().dispatch(), clock);
  }

  /// Checks the final text of a reply, typed or suggested. Pure: stores nothing, may be called any
  /// number of times, any thread, a few milliseconds; asks the shop only when the text speaks of
  /// its facts.
  public Verdict check(Draft draft) {
    return check(draft, store.current(), shop.shelf());
  }

  /// Another rulebook beside the one that holds.
  ///
  /// @param document as [RulesStore] keeps it
  /// @throws dev.kefu.base.Refusal `bad_request` with what is wrong in it
  public Trial trial(JsonNode document) {
    var held = store.current();
    var tried = Compiled.of(store.checked(document));
    return new Trial(
        (draft, at) -> check(draft, held, past(held.rules(), at).shelf()),
        (draft, at) -> check(draft, tried, past(tried.rules(), at).shelf()),
        new Claims(held.rules()),
        new Claims(tried.rules()));
  }

  /// A shop that answers nothing but what the rules themselves say of dispatch and shipping.
  private Shelf.Shop past(Rules rules, Instant at) {
    var shut = new ShutShop();
    var then = Clock.fixed(at, profile.told().zone());
    return new Shelf.Shop(
        shut,
        shut.orders(),
        shut,
        new TermedShipping(shut, rules::shippingTo, profile, then),
        new FinalPrices(shut, shut, shut.members()),
        () -> rules.dispatch(profile.told().dispatch()),
        then);
  }

  private static Verdict check(Draft draft, Compiled rules, Shelf shelf) {
    var flags =
        switch (draft.body()) {
          case Body.Text text -> text(draft, text, rules, shelf);
          case Body.ProductCard card -> Cards.product(shelf, card).stream().toList();
          case Body.OrderCard card -> Cards.order(shelf, card, draft).stream().toList();
          case Body.Image _, Body.Withdrawn _ -> List.<Flag>of();
        };
    return verdict(draft.body(), flags);
  }

  private static List<Flag> text(Draft draft, Body.Text text, Compiled rules, Shelf shelf) {
    var reading = Reading.of(text.text());
    var scene =
        new Scene(
            draft,
            reading,
            Said.in(reading),
            roleOf(draft.author()),
            text.facts().stream().filter(slot -> isRight(slot, text.text())).toList(),
            rules,
            shelf);
    var flags = new ArrayList<>(look(scene));
    var unmasked = reading.unmasked(rules.terms());
    if (unmasked != null) {
      look(scene.read(unmasked)).stream().filter(f -> isNew(f, flags)).forEach(flags::add);
    }
    Hunch.look(scene, flags).ifPresent(flags::add);
    return flags;
  }

  /// The checks in their order; what an earlier one has said of a place stands. The shop's own
  /// phrases come first: they say whether it is blocked or may be approved.
  private static List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    for (var check : CHECKS) {
      var found = check.look(scene);
      var earlier = List.copyOf(flags);
      found.stream().filter(f -> isNew(f, earlier)).forEach(flags::add);
    }
    return flags;
  }

  private static boolean isNew(Flag flag, List<Flag> earlier) {
    var finding = flag.finding();
    return earlier.stream()
        .map(Flag::finding)
        .noneMatch(f ->
            f.rule().equals(finding.rule())
                || (f.from() < finding.to() && finding.from() < f.to()));
  }

  /// A slot that does not stand where it says is the writer's own text.
  private static boolean isRight(Slot slot, String text) {
    return slot.from() >= 0
        && slot.from() < slot.to()
        && slot.to() <= text.length()
        && text.substring(slot.from(), slot.to()).equals(slot.value());
  }

  private static Verdict verdict(Body body, List<Flag> flags) {
    var blocked = findings(flags, Weight.BLOCK);
    if (!blocked.isEmpty()) {
      return new Verdict.Blocked(blocked);
    }
    return flags.stream()
        .filter(f -> f.weight() == Weight.APPROVE)
        .max(Comparator.comparingLong(Rulebook::amount))
        .<Verdict>map(Rulebook::needsApproval)
        .orElseGet(() -> new Verdict.Cleared(cleared(body, flags)));
  }

  private static ClearedReply cleared(Body body, List<Flag> flags) {
    var warnings = findings(flags, Weight.WARN);
    return new ClearedReply(body, warnings, findings(flags, Weight.NOTE), null);
  }

  private static List<Finding> findings(List<Flag> flags, Weight weight) {
    return flags.stream()
        .filter(f -> f.weight() == weight)
        .map(Flag::finding)
        .sorted(Comparator.comparingInt(Finding::from))
        .toList();
  }

  private static long amount(Flag flag) {
    var ask = flag.ask();
    return ask == null || ask.amountFen() == null ? -1 : ask.amountFen();
  }

  private static Verdict needsApproval(Flag flag) {
    var ask = flag.ask();
    if (ask == null) {
      throw new IllegalStateException("an approval asks for something: " + flag.finding().rule());
    }
    return new Verdict.NeedsApproval(flag.finding(), ask.kind(), ask.amountFen(), ask.form());
  }

  /// Judges a claim for a role.
  public Ruling rule(Claim claim, Role role, Spent spent) {
    return new Claims(store.current().rules()).rule(claim, role, spent);
  }

  /// The most a role may ever give for a reason; for one no rule speaks of, the most any rule lets
  /// it give. Nothing while there are no rules: then nothing is bounded.
  public OptionalLong mostFen(String reason, Role role) {
    var rules = store.current().rules();
    return rules.claims().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(rules.mostFen(reason, role).orElseGet(() -> rules.mostFen(role)));
  }

  /// What a role may give for a reason by the rules alone, whatever was given before. Only a rule
  /// without conditions promises that beforehand.
  public Optional<Offer> offer(String reason, Role role) {
    return store.current().rules().claims().stream()
        .filter(rule -> rule.reason().equals(reason) && rule.when() == null)
        .findFirst()
        .map(rule ->
            new Offer(
                rule.id(),
                rule.forms(),
                rule.maxPercent(),
                rule.maxFen().of(role),
                rule.evidence()));
  }

  /// The highest of the roles the rulebook knows; who holds none of them may do no more than an
  /// agent.
  public static Role roleOf(Staff staff) {
    if (staff.is(Role.MANAGER)) {
      return Role.MANAGER;
    }
    return staff.is(Role.SUPERVISOR) ? Role.SUPERVISOR : Role.AGENT;
  }
}
