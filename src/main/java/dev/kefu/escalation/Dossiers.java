package dev.kefu.escalation;

import dev.kefu.account.Staff;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.OrderView;
import dev.kefu.commerce.Orders;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.escalation.CaseHistory.Earlier;
import dev.kefu.escalation.CaseHistory.Word;
import dev.kefu.rulebook.Ruling;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// A case with everything a decision needs, gathered in one look: what the shop says of the order,
/// what the rules say to who asks, what was given in like cases and to this shopper before.
@Component
class Dossiers {

  private static final Duration ALIKE = Duration.ofDays(90);
  private static final Duration SHOPPERS = Duration.ofDays(180);
  private static final Duration RECENT = Duration.ofDays(90);
  private static final int MOST_ALIKE = 200;
  private static final int MOST_OF_SHOPPER = 50;
  private static final int SHOWN = 5;
  private static final int MOST_WORDS = 50;
  private static final int LAST_EVENTS = 60;

  /// So many compensations within [#RECENT] and somebody should look twice.
  private static final int SERIAL = 3;

  private final Cases cases;
  private final CaseHistory history;
  private final Orders orders;
  private final Facts facts;
  private final Conversations conversations;
  private final JsonMapper json;
  private final StoreTime time;

  Dossiers(
      Cases cases,
      CaseHistory history,
      Orders orders,
      Facts facts,
      Conversations conversations,
      JsonMapper json,
      StoreTime time) {
    this.cases = cases;
    this.history = history;
    this.orders = orders;
    this.facts = facts;
    this.conversations = conversations;
    this.json = json;
    this.time = time;
  }

  /// What the rules say when this person gives what was proposed.
  ///
  /// @param verdict `within above no_rule`
  /// @param needs the least role that may give it; null when no role may by the rules
  record Rule(
      String verdict,
      @Nullable String rule,
      @Nullable Long limitFen,
      @Nullable String why,
      @Nullable String needs) {

    static Rule of(Ruling ruling) {
      return switch (ruling) {
        case Ruling.Within(var rule, var limit) -> new Rule("within", rule, limit, null, null);
        case Ruling.Above(var rule, var limit, var why, var needs) ->
            new Rule("above", rule, limit, why, needs == null ? null : LedgerQuery.wire(needs));
        case Ruling.NoRule() -> new Rule("no_rule", null, null, null, null);
      };
    }
  }

  /// Decided cases of the same kind and reason in 90 days.
  ///
  /// @param medianFen of what was given
  record Precedents(
      int decided,
      int given,
      @Nullable Long medianFen,
      @Nullable Long highestFen,
      List<Earlier> latest) {}

  /// What this shopper asked for in 180 days.
  ///
  /// @param flags `same_order`: compensated for this order before; `same_reason`: for this reason;
  ///   `serial`: several times within 90 days; `rejected`: turned down before
  record History(int claims, int given, long givenFen, List<String> flags, List<Earlier> latest) {}

  /// @param order as the shop tells it now; null without one, or when the shop does not answer
  /// @param orderFailed whether the shop could not be asked
  record Dossier(
      Case claim,
      List<Word> words,
      @Nullable OrderView order,
      boolean orderFailed,
      Rule rule,
      Precedents precedents,
      History shopper,
      List<Earlier> inConversation,
      Temper temper,
      boolean late) {}

  Dossier of(Case found, Staff asking) {
    var now = time.now();
    var order = found.order() == null ? null : orders.find(found.order());
    var told = order == null ? null : order.found().map(o -> OrderView.of(o, facts)).orElse(null);
    var all = history.ofShopper(found, now.minus(SHOPPERS), MOST_OF_SHOPPER);
    return new Dossier(
        found,
        history.words(found.id(), MOST_WORDS),
        told,
        found.order() != null && told == null,
        Rule.of(cases.ruling(found, asking)),
        precedents(history.alike(found, now.minus(ALIKE), MOST_ALIKE)),
        shopper(found, all, now),
        all.stream()
            .filter(each -> each.conversation().equals(found.conversation().value()))
            .toList(),
        Temper.of(said(found.conversation())),
        found.pending() && found.dueAt().isBefore(now));
  }

  private static Precedents precedents(List<Earlier> alike) {
    var sums =
        alike.stream()
            .filter(Earlier::given)
            .map(Earlier::amountFen)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return new Precedents(
        alike.size(),
        sums.size(),
        sums.isEmpty() ? null : sums.get((sums.size() - 1) / 2),
        sums.isEmpty() ? null : sums.getLast(),
        alike.stream().limit(SHOWN).toList());
  }

  private static History shopper(Case found, List<Earlier> all, Instant now) {
    var claims = all.stream().filter(each -> each.kind().equals("compensation")).toList();
    var given = claims.stream().filter(Earlier::given).toList();
    var fen =
        given.stream().map(Earlier::amountFen).filter(Objects::nonNull).mapToLong(f -> f).sum();
    var flags = new ArrayList<String>();
    if (given.stream().anyMatch(e -> e.order() != null && e.order().equals(found.order()))) {
      flags.add("same_order");
    }
    if (given.stream().anyMatch(e -> e.reason().equals(found.reason()))) {
      flags.add("same_reason");
    }
    if (given.stream().filter(e -> e.openedAt().isAfter(now.minus(RECENT))).count() >= SERIAL) {
      flags.add("serial");
    }
    if (claims.stream().anyMatch(e -> e.status().equals("rejected"))) {
      flags.add("rejected");
    }
    return new History(
        claims.size(), given.size(), fen, flags, claims.stream().limit(SHOWN).toList());
  }

  /// The shopper's last words.
  private List<String> said(ConversationId id) {
    var head = conversations.find(id).map(c -> c.head()).orElse(0L);
    return conversations.after(id, Math.max(0, head - LAST_EVENTS), LAST_EVENTS).stream()
        .filter(event -> event.kind() == EventKind.MESSAGE)
        .filter(event -> event.sender().isShopper())
        .map(event -> json.readTree(event.body()).path("text").asString(""))
        .toList();
  }
}
