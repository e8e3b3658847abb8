package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Body;
import dev.kefu.rulebook.RulesCheck.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What supervisors write down of dispatch and delivery holds in place of what the shop's profile
/// and its couriers' table say. Monday, 23 November, ten o'clock; couriers take two days.
@NullMarked
class WrittenTermsTest {

  private final TestRulebook test;

  WrittenTermsTest(@TempDir Path folder) {
    test = TestRulebook.create(folder);
    test.setCutoff("16:00");
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Rules rules(@Nullable Dispatch dispatch, Area... areas) {
    var known = test.store().current().rules();
    return new Rules(
        known.version(),
        Rules.ROLES,
        known.claims(),
        known.quotas(),
        known.discounts(),
        known.corrections(),
        known.minMarginPercent(),
        dispatch,
        List.of(areas),
        known.promises(),
        known.banned());
  }

  private void publish(Rules rules) {
    RulesStore.requireSound(rules);
    test.store().change(rules, rules.version(), "test");
  }

  private static Dispatch dispatch(@Nullable String cutoff, String... closed) {
    return new Dispatch(cutoff, List.of("sunday"), List.of(closed));
  }

  private static Area area(String courier, boolean served, String days, String... places) {
    return new Area(
        "S-" + courier.toUpperCase(java.util.Locale.ROOT),
        courier,
        List.of(places),
        served,
        served ? days : null);
  }

  private Verdict say(String text) {
    return test.rulebook()
        .check(
            new Draft(
                TestRulebook.agent(),
                new Body.Text(text),
                "CUP-A",
                null,
                FakeShop.BUYER,
                Settled.NOTHING));
  }

  @Test
  void anEarlierCutOffMakesTodayTomorrow() {
    assertThat(say("今天就能发")).isInstanceOf(Verdict.Cleared.class);

    publish(rules(dispatch("09:30")));

    assertThat(say("今天就能发")).isInstanceOf(Verdict.Blocked.class);
    assertThat(say("明天就能发")).isInstanceOf(Verdict.Cleared.class);
  }

  @Test
  void onAClosedDayNothingLeaves() {
    publish(rules(dispatch("16:00", "2026-11-23", "2026-11-24")));

    assertThat(say("明天就能发")).isInstanceOf(Verdict.Blocked.class);
    assertThat(say("后天就能发")).isInstanceOf(Verdict.Cleared.class);
  }

  @Test
  void anEarlierVersionBringsTheProfileBack() {
    publish(rules(dispatch("09:30")));
    publish(rules(null));

    assertThat(say("今天就能发")).isInstanceOf(Verdict.Cleared.class);
  }

  @Test
  void theTableOfDaysIsTheOneThatIsWritten() {
    assertThat(say("江苏三天内能到")).isInstanceOf(Verdict.Cleared.class);

    publish(rules(null, area("zto", true, "4-5", "江苏", "上海")));

    assertThat(say("江苏三天内能到"))
        .isInstanceOfSatisfying(
            Verdict.Blocked.class,
            blocked -> assertThat(blocked.findings().getFirst().text()).contains("江苏一般5天"));
    assertThat(say("浙江三天内能到")).as("not written").isInstanceOf(Verdict.Cleared.class);
  }

  @Test
  void whereNobodyDeliversNothingIsPromised() {
    assertThat(say("西藏可以发的")).isInstanceOf(Verdict.Cleared.class);

    publish(rules(null, area("zto", false, "", "西藏")));

    assertThat(say("西藏可以发的")).isInstanceOf(Verdict.Blocked.class);
  }

  @Test
  void aTrialHoldsEachReplyAgainstTheMomentItWasSaid() {
    var draft =
        new Draft(
            TestRulebook.agent(),
            new Body.Text("今天就能发"),
            null,
            null,
            FakeShop.BUYER,
            Settled.NOTHING);

    var trial = test.rulebook().trial(TestRulebook.JSON.valueToTree(rules(dispatch("10:30"))));

    var eleven = FakeShop.NOW.plus(Duration.ofHours(1));
    assertThat(trial.before(draft, eleven)).isInstanceOf(Verdict.Cleared.class);
    assertThat(trial.after(draft, eleven)).isInstanceOf(Verdict.Blocked.class);
    assertThat(trial.after(draft, FakeShop.NOW)).isInstanceOf(Verdict.Cleared.class);
  }

  @Test
  void eachMistakeIsNamedAtItsField() {
    var week =
        List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    var wrong =
        rules(
            new Dispatch("4 pm", week, List.of("2026-02-30", "2026-12-01", "2026-12-01")),
            area("zto", true, "soon", "江苏", "杭州"),
            area("zto", true, "3-2", "江苏"),
            new Area("S-X", "Z T O", List.of(), true, "0"),
            new Area("S-Y", "sf", List.of("新疆"), false, null));

    assertThat(RulesCheck.problems(wrong))
        .extracting(Problem::field)
        .containsExactly(
            "dispatch.cutoff",
            "dispatch.rest",
            "dispatch.closed[0]",
            "dispatch.closed",
            "shipping[0].provinces",
            "shipping[0].days",
            "shipping[1].id",
            "shipping[1].provinces",
            "shipping[1].days",
            "shipping[2].courier",
            "shipping[2].provinces",
            "shipping[2].days");
  }

  @Test
  void aFileMaySayAllOfIt() {
    var yaml =
        TestRulebook.read("rulebook.yaml")
            + """

            min_margin_percent: 10
            dispatch: {cutoff: "15:00", rest: [sunday], closed: ["2027-02-16"]}
            shipping:
              - {id: S-ZTO-FAR, courier: zto, provinces: [新疆, 西藏], served: true, days: "5-7"}
              - {id: S-SF-FAR, courier: sf, provinces: [西藏], served: false}
            """;

    var rules = RulesFile.read(new dev.kefu.content.ContentFile("rulebook.yaml", yaml));

    assertThat(rules.minMarginPercent()).isEqualTo(10);
    assertThat(rules.dispatch())
        .isEqualTo(new Dispatch("15:00", List.of("sunday"), List.of("2027-02-16")));
    assertThat(rules.shippingTo("西藏自治区拉萨市")).hasSize(2);
  }
}
