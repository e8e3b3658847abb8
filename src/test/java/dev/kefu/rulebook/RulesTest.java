package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class RulesTest {

  private static final String FILE = TestRulebook.read("rulebook.yaml");

  private static Rules read(String yaml) {
    return RulesFile.read(new ContentFile("knowledge-base/rulebook.yaml", yaml));
  }

  private static void assertRefused(String from, String to, String message) {
    assertThat(FILE).contains(from);
    assertThatThrownBy(() -> read(FILE.replaceFirst(java.util.regex.Pattern.quote(from), to)))
        .isInstanceOf(ContentError.class)
        .hasMessageContaining(message);
  }

  @Nested
  class AFile {

    @Test
    void isReadWhole() {
      var rules = read(FILE);

      assertThat(rules.claims()).hasSize(2);
      assertThat(rules.claims().getFirst().maxFen())
          .isEqualTo(new Rules.PerRole(1500, 5000, 20000));
      assertThat(rules.quotas()).isEqualTo(new Rules.Quotas(3000, 8000, 50, null));
      assertThat(rules.promises()).extracting(Rules.Phrase::id).contains("P-TODAY");
    }

    @Test
    void isRefusedWithTheLineOfTheMistake() {
      assertRefused("reason: damaged", "reason: broken", "rulebook.yaml:5: ");
      assertRefused(
          "agent: 1500, supervisor: 5000", "agent: 6000, supervisor: 5000", "rulebook.yaml:9: ");
      assertRefused("evidence: true", "picture: true", "unknown key 'picture'");
      assertRefused("R-LATE", "R-DAMAGED", "重复");
      assertRefused("max_percent: 30", "max_percent: 101", "from 1 to 100");
      assertRefused("manager]", "boss]", "roles");
      assertRefused("words: [假一赔十]", "words: [假]", "词太短");
    }
  }

  @Test
  void everyChangeIsANewVersionThatHoldsAtOnce(@TempDir Path folder) {
    try (var test = TestRulebook.create(folder)) {
      var rules = test.store().current().rules();

      var changed = test.store().change(rules, 1, "usr_1");

      assertThat(changed.version()).isEqualTo(2);
      assertThat(test.store().current().rules()).isEqualTo(changed);
      assertThatThrownBy(() -> test.store().change(rules, 1, "usr_2"))
          .isInstanceOf(VersionConflict.class);
    }
  }

  @Test
  void whatIsBeyondAllBoundsIsNamed() {
    var rules = read(FILE);
    var rule = rules.claims().getFirst();
    var when = new Rules.When(List.of(), List.of("金卡会员", "x".repeat(51)), -1L, 5L, 1_001);
    var wrong =
        new Rules.ClaimRule(
            "R-1",
            "damaged",
            "破损",
            List.of(),
            30,
            new Rules.PerRole(-1, 100, 100_000_001),
            false,
            when);
    var phrase = new Rules.Phrase("P-1", List.of("假一赔十"), "block", "好".repeat(201), List.of());
    var all =
        new Rules(
            1,
            Rules.ROLES,
            List.of(rule, wrong),
            new Rules.Quotas(Long.MAX_VALUE, 0, 100, -5L),
            rules.discounts(),
            rules.corrections(),
            501,
            null,
            null,
            List.of(phrase),
            List.of());

    assertThat(RulesCheck.problems(all))
        .extracting(RulesCheck.Problem::field)
        .containsExactly(
            "claims[1].forms",
            "claims[1].max_fen.agent",
            "claims[1].max_fen.manager",
            "claims[1].when.categories",
            "claims[1].when.tiers",
            "claims[1].when.max_order_fen",
            "claims[1].when.max_claims_30_days",
            "quotas.agent_day_fen",
            "quotas.shop_day_fen",
            "min_margin_percent",
            "promises[0].advice");
  }

  @Test
  void whatIsMissingInARequestIsNamed() {
    var rules = TestRulebook.JSON.readValue("{\"version\":1}", Rules.class);

    assertThat(RulesCheck.problems(rules))
        .extracting(RulesCheck.Problem::field)
        .containsExactly("roles", "claims", "quotas", "discounts", "promises", "banned");
  }
}
