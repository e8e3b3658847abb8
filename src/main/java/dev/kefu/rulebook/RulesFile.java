package dev.kefu.rulebook;

import dev.kefu.content.ContentFile;
import dev.kefu.content.YamlNode;
import dev.kefu.rulebook.Rules.ClaimRule;
import dev.kefu.rulebook.Rules.Corrections;
import dev.kefu.rulebook.Rules.PerRole;
import dev.kefu.rulebook.Rules.Phrase;
import dev.kefu.rulebook.Rules.Quotas;
import dev.kefu.rulebook.Rules.When;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads `rulebook.yaml`.
final class RulesFile {

  private static final int MAX_FEN = 100_000_000;
  private static final int MAX_CLAIMS = 1_000;
  private static final Pattern STEP = Pattern.compile("\\w+");

  private RulesFile() {}

  /// @throws dev.kefu.content.ContentError at the first mistake
  static Rules read(ContentFile file) {
    var root =
        YamlNode.of(file)
            .only(
                "version",
                "roles",
                "claims",
                "quotas",
                "discounts",
                "corrections",
                "min_margin_percent",
                "dispatch",
                "shipping",
                "promises",
                "banned");
    var rules =
        new Rules(
            root.get("version").integer(1, Integer.MAX_VALUE),
            root.get("roles").texts(),
            list(root, "claims").stream().map(RulesFile::claim).toList(),
            quotas(root.get("quotas")),
            perRole(root.get("discounts"), 100),
            root.find("corrections").map(RulesFile::corrections).orElse(null),
            root.find("min_margin_percent").map(n -> n.integer(0, MAX_FEN)).orElse(null),
            root.find("dispatch").map(RulesFile::dispatch).orElse(null),
            root.find("shipping").map(RulesFile::areas).orElse(null),
            list(root, "promises").stream().map(RulesFile::phrase).toList(),
            list(root, "banned").stream().map(RulesFile::phrase).toList());
    for (var problem : RulesCheck.problems(rules)) {
      throw at(root, problem.field()).error(problem.message());
    }
    return rules;
  }

  private static List<YamlNode> list(YamlNode root, String key) {
    return root.find(key).map(YamlNode::items).orElse(List.of());
  }

  private static ClaimRule claim(YamlNode claim) {
    claim.only("id", "reason", "title", "forms", "max_percent", "max_fen", "evidence", "when");
    return new ClaimRule(
        claim.get("id").text(),
        claim.get("reason").text(),
        claim.get("title").text(),
        claim.get("forms").texts(),
        claim.get("max_percent").integer(1, 100),
        perRole(claim.get("max_fen"), MAX_FEN),
        claim.get("evidence").bool(),
        claim.find("when").map(RulesFile::when).orElse(null));
  }

  private static When when(YamlNode when) {
    when.only("categories", "tiers", "min_order_fen", "max_order_fen", "max_claims_30_days");
    return new When(
        when.find("categories").map(YamlNode::texts).orElse(null),
        when.find("tiers").map(YamlNode::texts).orElse(null),
        when.find("min_order_fen").map(RulesFile::fen).orElse(null),
        when.find("max_order_fen").map(RulesFile::fen).orElse(null),
        when.find("max_claims_30_days").map(n -> n.integer(0, MAX_CLAIMS)).orElse(null));
  }

  private static Long fen(YamlNode node) {
    return (long) node.integer(0, MAX_FEN);
  }

  private static Quotas quotas(YamlNode quotas) {
    quotas.only("agent_day_fen", "shopper_30_days_fen", "order_percent", "shop_day_fen");
    return new Quotas(
        quotas.get("agent_day_fen").integer(0, MAX_FEN),
        quotas.get("shopper_30_days_fen").integer(0, MAX_FEN),
        quotas.get("order_percent").integer(1, 100),
        quotas.find("shop_day_fen").map(RulesFile::fen).orElse(null));
  }

  private static Corrections corrections(YamlNode node) {
    node.only("forms", "max_fen", "agent_day_fen", "shopper_30_days_fen", "shop_day_fen");
    return new Corrections(
        node.get("forms").texts(),
        perRole(node.get("max_fen"), MAX_FEN),
        node.get("agent_day_fen").integer(0, MAX_FEN),
        node.get("shopper_30_days_fen").integer(0, MAX_FEN),
        node.find("shop_day_fen").map(RulesFile::fen).orElse(null));
  }

  private static Dispatch dispatch(YamlNode node) {
    node.only("cutoff", "rest", "closed");
    return new Dispatch(
        node.find("cutoff").map(YamlNode::text).orElse(null),
        node.find("rest").map(YamlNode::texts).orElse(List.of()),
        node.find("closed").map(YamlNode::texts).orElse(List.of()));
  }

  private static List<Area> areas(YamlNode list) {
    return list.items().stream().map(RulesFile::area).toList();
  }

  private static Area area(YamlNode area) {
    area.only("id", "courier", "provinces", "served", "days");
    return new Area(
        area.get("id").text(),
        area.get("courier").text(),
        area.get("provinces").texts(),
        area.get("served").bool(),
        area.find("days").map(YamlNode::text).orElse(null));
  }

  private static PerRole perRole(YamlNode limits, int max) {
    limits.only("agent", "supervisor", "manager");
    return new PerRole(
        limits.get("agent").integer(0, max),
        limits.get("supervisor").integer(0, max),
        limits.get("manager").integer(0, max));
  }

  private static Phrase phrase(YamlNode phrase) {
    phrase.only("id", "words", "action", "advice", "except");
    return new Phrase(
        phrase.get("id").text(),
        phrase.get("words").texts(),
        phrase.get("action").oneOf("block", "approve"),
        phrase.find("advice").map(YamlNode::text).orElse(null),
        phrase.find("except").map(YamlNode::texts).orElse(List.of()));
  }

  /// The place a problem names, such as `claims[2].max_fen`, or the nearest one around it.
  private static YamlNode at(YamlNode root, String field) {
    var node = root;
    for (var step : STEP.matcher(field).results().map(MatchResult::group).toList()) {
      var next = step(node, step);
      if (next.isEmpty()) {
        return node;
      }
      node = next.get();
    }
    return node;
  }

  private static Optional<YamlNode> step(YamlNode node, String step) {
    return step.chars().allMatch(Character::isDigit)
        ? Optional.of(node.items().get(Integer.parseInt(step)))
        : node.find(step);
  }
}
