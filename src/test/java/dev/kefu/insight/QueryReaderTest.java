package dev.kefu.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.TestConversations;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be asked for, and by whom.
class QueryReaderTest {

  private static final Staff EDITOR = TestConversations.staff("ed", "none", Role.EDITOR);
  private static final Staff SUPERVISOR =
      TestConversations.staff("zhou", "pre_sale", Role.SUPERVISOR);

  @Test
  void withoutARangeTheLastSevenDaysAreMeantTodayWithThem() {
    var query = read();

    assertThat(query.from()).isEqualTo(Instant.parse("2026-11-18T16:00:00Z"));
    assertThat(query.to()).isEqualTo(TestReports.NINE);
    assertThat(query.by()).isEqualTo(Grouping.NONE);
  }

  @Test
  void aDateIsADayOfTheShopAndTheLastOneIsMeantWhole() {
    var query = read("from", "2026-11-01", "to", "2026-11-01");

    assertThat(query.from()).isEqualTo(Instant.parse("2026-10-31T16:00:00Z"));
    assertThat(query.to()).isEqualTo(Instant.parse("2026-11-01T16:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "from, gestern",
    "from, 2026-11-26",
    "from, 2026-01-01",
    "to, 2026-13-01",
    "group_by, colour",
    "group_by, AGENT",
    "stage, midnight",
    "limit, 0",
    "limit, 201",
    "limit, many",
    "form, refund"
  })
  void whatCannotBeReadIsNamed(String name, String value) {
    assertThatThrownBy(() -> read(name, value))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(String.valueOf(refusal.details().get("errors"))).contains("field=");
            });
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(() -> read("limit", "x", "stage", "x", "who", "x"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(String.valueOf(refusal.details().get("errors")))
                    .contains("limit", "stage", "who"));
  }

  @Test
  void agentsSeeThemselvesSupervisorsEverybodyEditorsTheirKnowledge(@TempDir Path folder) {
    try (var shop = TestReports.create(folder)) {
      var service = new ServiceReport(shop.reader, shop.names);
      var suggestions =
          new SuggestionsReport(
              new SuggestionReader(shop.database.reader(), TestConversations.JSON), shop.names);

      assertThat(Scope.of(TestReports.LI, service, read()).agent()).isEqualTo("usr_li");
      assertThat(Scope.of(SUPERVISOR, service, read()).agent()).isNull();
      assertThat(Scope.of(SUPERVISOR, service, read("agent", "usr_li")).agent())
          .isEqualTo("usr_li");
      assertThat(Scope.of(EDITOR, suggestions, read()).agent()).isNull();
      assertForbidden(() -> Scope.of(EDITOR, service, read()));
      assertForbidden(() -> Scope.of(TestReports.LI, service, read("agent", "usr_wang")));
    }
  }

  private static void assertForbidden(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
  }

  private static Query read(String... namesAndValues) {
    Map<String, String[]> given = new HashMap<>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], new String[] {namesAndValues[i + 1]});
    }
    return new QueryReader(given, TestReports.SHANGHAI, TestReports.NINE)
        .read(EnumSet.of(Grouping.AGENT, Grouping.DAY));
  }
}
