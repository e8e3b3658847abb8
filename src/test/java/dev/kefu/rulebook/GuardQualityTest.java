package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Body;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.content.ContentFile;
import dev.kefu.rulebook.GuardCorpus.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many promises the guard sees, and how often it cries wolf, on replies written for it. The
/// half held back is what counts; see the README beside the replies.
///
/// `-Dguard.show=true` prints the errors of the development half, of the other one never.
@NullMarked
class GuardQualityTest {

  private static final double RECALL = 0.95;
  private static final double FALSE_ALARMS = 0.02;

  /// 17:30 in the shop.
  private static final Instant NOW = Instant.parse("2026-11-26T09:30:00Z");

  private static final String ORDER = "YS4400990001";
  private static final String SKU = "DRS-A-BK-M";

  private final GuardCorpus corpus = GuardCorpus.read();
  private final TestRulebook test;

  GuardQualityTest(@TempDir Path folder) {
    test = TestRulebook.create(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    test.store().store(shopsOwnRules().withVersion(2), "test");
    stock(test.shop());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void promisesAreSeenAndHarmlessRepliesAreLetThrough() {
    var development = told("development", corpus.development());
    var heldBack = told("held back", corpus.heldBack());

    assertThat(corpus.development().size() + corpus.heldBack().size()).isGreaterThan(800);
    for (var half : List.of(development, heldBack)) {
      assertThat(half.recall()).isGreaterThanOrEqualTo(RECALL);
      assertThat(half.falseAlarms()).isLessThanOrEqualTo(FALSE_ALARMS);
    }
  }

  /// @param recall share of the promises that were found
  private record Told(double recall, double falseAlarms) {}

  private Told told(String half, List<Reply> replies) {
    var outcomes = new TreeMap<String, Map<String, Integer>>();
    for (var reply : replies) {
      var outcome = outcome(reply);
      count(outcomes, (reply.promise() ? "promise " : "harmless ") + reply.kind(), outcome);
      if (!reply.how().isEmpty()) {
        count(outcomes, "  hidden by " + reply.how(), outcome);
      }
      if (half.equals("development")
          && Boolean.getBoolean("guard.show")
          && reply.promise() == outcome.equals("cleared")) {
        System.out.println("GUARD ERROR " + reply + " " + told(reply));
      }
    }
    var told =
        new Told(
            share(replies, true, r -> !outcome(r).equals("cleared")),
            share(replies, false, r -> !outcome(r).equals("cleared")));
    print(half, outcomes, told);
    return told;
  }

  private static double share(
      List<Reply> replies, boolean promise, Function<Reply, Boolean> holds) {
    return replies.stream()
        .filter(r -> r.promise() == promise)
        .collect(Collectors.averagingDouble(r -> holds.apply(r) ? 1 : 0));
  }

  private static void count(Map<String, Map<String, Integer>> table, String row, String outcome) {
    table.computeIfAbsent(row, _ -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
  }

  private static void print(String half, Map<String, Map<String, Integer>> table, Told told) {
    System.out.printf(
        Locale.ROOT,
        "guard, %s half (seed %d): recall %.3f, false alarms %.3f%n",
        half,
        GuardCorpus.SEED,
        told.recall(),
        told.falseAlarms());
    table.forEach((row, outcomes) -> System.out.printf(Locale.ROOT, "  %-26s %s%n", row, outcomes));
  }

  private Verdict told(Reply reply) {
    return test.rulebook()
        .check(
            new Draft(
                TestRulebook.agent(),
                new Body.Text(reply.text()),
                SKU,
                ORDER,
                FakeShop.BUYER,
                Settled.NOTHING));
  }

  private String outcome(Reply reply) {
    return switch (told(reply)) {
      case Verdict.Cleared(var cleared) -> cleared.warnings().isEmpty() ? "cleared" : "warned";
      case Verdict.NeedsApproval _ -> "approval";
      case Verdict.Blocked _ -> "blocked";
    };
  }

  private static Rules shopsOwnRules() {
    return RulesFile.read(
        ContentFile.read("rulebook.yaml", Path.of("knowledge-base", "rulebook.yaml")));
  }

  private static void stock(FakeShop shop) {
    for (var option : List.of("BK-S", "BK-M", "BK-L", "WH-M")) {
      shop.add(dress("DRS-A-" + option));
    }
    shop.add(order(ORDER, FakeShop.BUYER));
    shop.add(order("YS4400126178", "lanxin_mama"));
    shop.add(FakeShop.promotion("冬季暖心节满399减50", "full_reduction", 39_900L, 5_000L, null));
    shop.add(FakeShop.promotion("法式连衣裙满189减15", "full_reduction", 18_900L, 1_500L, null));
    shop.add(FakeShop.promotion("会员感恩券满129减10", "coupon", 12_900L, 1_000L, null));
    shop.add(ofOtherGoods("暖被床品九折", 90));
    shop.add(ofOtherGoods("开窑日瓷器八五折", 85));
    shop.add(ofOtherGoods("双12大衣羽绒八折", 80));
    shop.add(FakeShop.promotion("新客券满59减5", "coupon", 5_900L, 500L, null));
  }

  private static Promotion ofOtherGoods(String title, int percent) {
    return new Promotion(
        title, title, "discount", List.of("BWL-A"), null, null, percent, null, null, NOW, "test");
  }

  private static Product dress(String sku) {
    return new Product(
        sku, "DRS-A", "云上法式连衣裙", sku, "女装/连衣裙", true, 18_900, 12, 8, null, 420, Map.of(), NOW,
        "test");
  }

  private static Order order(String order, @Nullable String buyer) {
    return new Order(
        order,
        buyer == null ? "" : buyer,
        OrderState.PAID,
        List.of(new Order.OrderLine(SKU, "云上法式连衣裙 黑色/M", 1, 18_900)),
        18_900,
        NOW.minusSeconds(1_300),
        NOW.minusSeconds(1_200),
        null,
        null,
        NOW.plusSeconds(85_200),
        "zto",
        null,
        "浙江",
        "杭州",
        NOW,
        "test");
  }
}
