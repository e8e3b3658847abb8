package dev.kefu.rulebook;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Payouts;
import dev.kefu.rulebook.Rules.ClaimRule;
import dev.kefu.rulebook.Rules.PerRole;
import dev.kefu.rulebook.Rules.Phrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with a rulebook, wherever it comes from.
final class RulesCheck {

  static final Set<String> FORMS =
      Set.of("refund", "price_gap", "small_payment", "coupon", "points", "exchange", "reship");

  private static final String ID = "[A-Z][A-Z0-9-]{0,39}";
  private static final int MAX_RULES = 500;
  private static final int MAX_WORDS = 500;
  private static final int MAX_WORD = 50;
  private static final int MAX_TEXT = 200;
  private static final int MAX_CLAIMS = 1_000;
  private static final int MAX_MARGIN = 500;
  private static final long MAX_FEN = 100_000_000;

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private RulesCheck() {}

  /// One mistake.
  ///
  /// @param field where, such as `claims[2].max_fen`
  record Problem(String field, String message) {}

  /// All mistakes, in the document's order; none when it may be used.
  static List<Problem> problems(Rules rules) {
    var check = new RulesCheck();
    check.document(rules);
    return check.problems;
  }

  private void document(Rules rules) {
    if (!Rules.ROLES.equals(rules.roles())) {
      add("roles", "应为 " + Rules.ROLES);
    }
    each("claims", rules.claims(), this::claim);
    quotas(rules.quotas());
    discounts(rules.discounts());
    corrections(rules.corrections());
    margin(rules.minMarginPercent());
    TermsCheck.look(rules, this::add);
    each("promises", rules.promises(), this::phrase);
    each("banned", rules.banned(), this::phrase);
  }

  private <T> void each(String field, @Nullable List<T> items, Item<T> check) {
    if (items == null || items.size() > MAX_RULES) {
      add(field, items == null ? "缺少" : "最多 " + MAX_RULES + " 条");
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      check.look(field + "[" + i + "]", items.get(i));
    }
  }

  private void claim(String at, ClaimRule claim) {
    id(at, claim.id());
    require(
        claim.reason() != null && Claim.REASONS.contains(claim.reason()), at + ".reason", "没有这种原因");
    text(at + ".title", claim.title());
    forms(at + ".forms", claim.forms(), FORMS);
    percent(at + ".max_percent", claim.maxPercent());
    limits(at + ".max_fen", claim.maxFen());
    var when = claim.when();
    if (when != null) {
      when(at + ".when", when);
    }
  }

  private void forms(String at, @Nullable List<String> forms, Set<String> known) {
    if (forms == null || forms.isEmpty()) {
      add(at, "至少一种");
    } else {
      require(known.containsAll(forms), at, "应为 " + new TreeSet<>(known) + " 中的一种或几种");
    }
  }

  private void when(String at, Rules.When when) {
    names(at + ".categories", when.categories());
    names(at + ".tiers", when.tiers());
    long least = when.minOrderFen() == null ? 0 : when.minOrderFen();
    long most = when.maxOrderFen() == null ? MAX_FEN : when.maxOrderFen();
    require(least >= 0 && least <= most && most <= MAX_FEN, at + ".max_order_fen", "订单金额范围有误");
    var claims = when.maxClaims30Days();
    require(
        claims == null || (claims >= 0 && claims <= MAX_CLAIMS),
        at + ".max_claims_30_days",
        "应为 0 到 " + MAX_CLAIMS);
  }

  /// What is left out is not asked for; an empty list could never hold.
  private void names(String at, @Nullable List<String> names) {
    if (names == null) {
      return;
    }
    require(!names.isEmpty() && names.size() <= MAX_WORDS, at, "应有 1 到 " + MAX_WORDS + " 个");
    for (var name : names) {
      require(
          !name.isBlank() && name.length() <= MAX_WORD, at, "应为 1 到 " + MAX_WORD + " 个字：" + name);
    }
  }

  private void sum(String at, @Nullable Long fen) {
    require(fen == null || (fen >= 0 && fen <= MAX_FEN), at, "应为 0 到 " + Fen.yuan(MAX_FEN) + " 元");
  }

  private void limits(String at, @Nullable PerRole limits) {
    if (limits == null) {
      add(at, "缺少");
      return;
    }
    var rising = limits.agent() <= limits.supervisor() && limits.supervisor() <= limits.manager();
    require(rising, at, "角色越高，额度不能越低");
    sum(at + ".agent", limits.agent());
    sum(at + ".supervisor", limits.supervisor());
    sum(at + ".manager", limits.manager());
  }

  private void quotas(Rules.@Nullable Quotas quotas) {
    if (quotas == null) {
      add("quotas", "缺少");
      return;
    }
    sum("quotas.agent_day_fen", quotas.agentDayFen());
    sum("quotas.shopper_30_days_fen", quotas.shopper30DaysFen());
    percent("quotas.order_percent", quotas.orderPercent());
    sum("quotas.shop_day_fen", quotas.shopDayFen());
  }

  private void corrections(Rules.@Nullable Corrections all) {
    if (all == null) {
      return;
    }
    forms("corrections.forms", all.forms(), Payouts.CUTS);
    limits("corrections.max_fen", all.maxFen());
    sum("corrections.agent_day_fen", all.agentDayFen());
    sum("corrections.shopper_30_days_fen", all.shopper30DaysFen());
    sum("corrections.shop_day_fen", all.shopDayFen());
  }

  private void margin(@Nullable Integer percent) {
    require(
        percent == null || (percent >= 0 && percent <= MAX_MARGIN),
        "min_margin_percent",
        "应为 0 到 " + MAX_MARGIN);
  }

  private void discounts(@Nullable PerRole discounts) {
    if (discounts == null) {
      add("discounts", "缺少");
      return;
    }
    var falling =
        discounts.agent() >= discounts.supervisor()
            && discounts.supervisor() >= discounts.manager();
    require(falling, "discounts", "角色越高，最低折扣不能越高");
    require(discounts.manager() >= 1 && discounts.agent() <= 100, "discounts", "应为 1 到 100 的百分数");
  }

  private void phrase(String at, Phrase phrase) {
    id(at, phrase.id());
    require(
        "block".equals(phrase.action()) || "approve".equals(phrase.action()),
        at + ".action",
        "应为 block 或 approve");
    require(
        phrase.advice() == null || phrase.advice().length() <= MAX_TEXT,
        at + ".advice",
        "最多 " + MAX_TEXT + " 个字");
    require(phrase.except().size() <= MAX_WORDS, at + ".except", "最多 " + MAX_WORDS + " 个词");
    var words = phrase.words();
    if (words == null || words.isEmpty() || words.size() > MAX_WORDS) {
      add(at + ".words", "应有 1 到 " + MAX_WORDS + " 个词");
      return;
    }
    for (var except : phrase.except()) {
      var holds = words.stream().anyMatch(w -> bare(except).contains(bare(w)));
      require(holds && except.length() <= MAX_WORD, at + ".except", "应包含其中一个词：" + except);
    }
    for (var word : words) {
      var bare = bare(word);
      // One character would match almost every sentence.
      require(bare.length() >= 2 && word.length() <= MAX_WORD, at + ".words", "词太短或太长：" + word);
    }
  }

  private static String bare(String word) {
    return Reading.of(word).bare().text();
  }

  private void id(String at, @Nullable String id) {
    if (!isId(id)) {
      add(at + ".id", "应为大写字母、数字和连字符，最多 40 个");
    } else if (!ids.add(id)) {
      add(at + ".id", "重复：" + id);
    }
  }

  static boolean isId(@Nullable String id) {
    return id != null && id.matches(ID);
  }

  private void text(String at, @Nullable String text) {
    require(
        text != null && !text.isBlank() && text.length() <= MAX_TEXT,
        at,
        "应为 1 到 " + MAX_TEXT + " 个字");
  }

  private void percent(String at, int percent) {
    require(percent >= 1 && percent <= 100, at, "应为 1 到 100");
  }

  private void require(boolean holds, String field, String message) {
    if (!holds) {
      add(field, message);
    }
  }

  private void add(String field, String message) {
    problems.add(new Problem(field, message));
  }

  private interface Item<T> {
    void look(String at, T item);
  }
}
