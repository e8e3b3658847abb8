package dev.kefu.assist;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.commerce.Orders;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Status;
import dev.kefu.knowledge.Hit;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.Proposals;
import dev.kefu.knowledge.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The cards an agent would see, for who writes the answers: the same search, facts, rules and
/// lessons, in a conversation that is not there. Nothing is stored. All staff may ask; about an
/// order those who may see it, with an article those who may publish one.
@RestController
class PreviewController {

  private static final int MAX_TEXT = 2_000;
  private static final int MAX_NAME = 60;
  private static final ConversationId NOWHERE = new ConversationId("cnv_preview");
  private static final ShopperId NOBODY = new ShopperId("shp_preview");

  private final Answers answers;
  private final Knowledge knowledge;
  private final Proposals proposals;
  private final Orders orders;
  private final Clock clock;

  PreviewController(
      Answers answers, Knowledge knowledge, Proposals proposals, Orders orders, Clock clock) {
    this.answers = answers;
    this.knowledge = knowledge;
    this.proposals = proposals;
    this.orders = orders;
    this.clock = clock;
  }

  /// @param text what the shopper says, 1 to 2,000 characters
  /// @param stage before the sale when left out
  /// @param sku the product the shopper looks at
  /// @param order of its buyer, whom the shopper then is
  /// @param article an article as it is being written, taken for published
  record Asked(
      @Nullable String text,
      @Nullable Stage stage,
      @Nullable String sku,
      @Nullable String order,
      @Nullable JsonNode article) {}

  record Preview(List<Card> cards, @Nullable Abstained abstained, Wants wants) {

    static Preview of(SuggestionSet set) {
      return new Preview(set.cards(), set.abstained(), set.wants());
    }
  }

  @PostMapping("/api/v1/suggestions/previews")
  Preview preview(@AuthenticationPrincipal Staff staff, @RequestBody Asked asked) {
    var article = asked.article() == null || asked.article().isNull() ? null : asked.article();
    if (article != null) {
      GapDesk.require(staff);
    }
    if (asked.order() != null) {
      staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    }
    var text = text(asked.text());
    var now = clock.instant();
    var conversation = conversation(asked, text, now);
    var round = new Round(List.of(text), 1, null, null);
    Function<Function<Question, List<Hit>>, SuggestionSet> answer =
        search -> answers.answer(conversation, round, now, search);
    return Preview.of(
        article == null ? answer.apply(knowledge::search) : proposals.with(article, answer));
  }

  private static String text(@Nullable String asked) {
    var text = asked == null ? "" : asked.strip();
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "text 要有 1 至 " + MAX_TEXT + " 个字符");
    }
    return text;
  }

  private Conversation conversation(Asked asked, String text, Instant now) {
    var stage = asked.stage() == null ? Stage.PRE_SALE : asked.stage();
    var order = name("order", asked.order());
    var buyer = order == null ? null : orders.find(order).orRefuse("没有这笔订单：" + order).buyer();
    return new Conversation(
        NOWHERE,
        new Shopper(NOBODY, "", buyer),
        stage,
        Status.ASSIGNED,
        stage.name().toLowerCase(Locale.ROOT),
        null,
        new Context(name("sku", asked.sku()), order, null, null),
        1,
        1,
        0,
        text,
        now,
        now,
        now);
  }

  private static @Nullable String name(String field, @Nullable String asked) {
    var name = asked == null ? "" : asked.strip();
    if (name.length() > MAX_NAME) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 最长 " + MAX_NAME + " 个字符");
    }
    return name.isEmpty() ? null : name;
  }
}
