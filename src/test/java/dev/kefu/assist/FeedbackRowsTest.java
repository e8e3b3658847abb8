package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.StaffId;
import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What colleagues say of one card stands side by side, also while nodes that keep one feedback a
/// card write beside those that keep each.
class FeedbackRowsTest {

  private static final String CARD = "sug_1";

  @TempDir Path folder;

  private TestDatabase database;
  private FeedbackRows rows;
  private long now;

  @BeforeEach
  void aHouse() {
    database = TestDatabase.create(folder);
    rows = new FeedbackRows(database.writer(), database.reader());
  }

  @AfterEach
  void itCloses() {
    database.close();
  }

  @Test
  void everybodyHasOneFeedbackACardAndTakesBackOnlyTheirOwn() {
    rows.put(said("lin", "outdated"));
    rows.put(said("li", "tone"));
    rows.put(said("lin", "wrong_fact"));

    assertThat(open()).containsExactly("lin wrong_fact", "li tone");
    assertThat(rows.open("kb_1")).isEqualTo(2);
    assertThat(rows.standing(CARD).orElseThrow().verdict()).isEqualTo("wrong_fact");

    rows.withdraw(CARD, "lin");

    assertThat(open()).containsExactly("li tone");
    assertThat(rows.standing(CARD).orElseThrow().verdict()).isEqualTo("tone");
  }

  @Test
  void whatIsSettledIsEachPersonsNewsAndOpensForWhoSaysSomethingElse() {
    rows.put(said("lin", "outdated"));
    rows.put(said("li", "tone"));
    var lins = mine("lin").getFirst();
    rows.move("kb_1", lins.id(), Feedback.Status.CLOSED, "已核实", 0, "小周", Instant.EPOCH);

    assertThat(rows.unseen(new StaffId("lin"))).isEqualTo(1);
    assertThat(rows.unseen(new StaffId("li"))).isZero();
    rows.put(said("li", "wrong_fact"));
    assertThat(mine("lin").getFirst().status()).isEqualTo(Feedback.Status.CLOSED);
    rows.put(said("lin", "outdated"));
    assertThat(mine("lin").getFirst().status()).isEqualTo(Feedback.Status.CLOSED);
    rows.put(said("lin", "not_compliant"));
    assertThat(mine("lin").getFirst().status()).isEqualTo(Feedback.Status.OPEN);
  }

  @Test
  void aNodeOfBeforeWritesAsItDidAndItsPersonGoesOnWithTheSameFeedback() {
    saidOnANodeOfBefore("lin", "outdated");
    rows.put(said("li", "tone"));
    saidOnANodeOfBefore("lin", "wrong_fact");

    assertThat(open()).containsExactly("lin wrong_fact", "li tone");

    rows.put(said("lin", "off_topic"));

    assertThat(open()).containsExactly("lin off_topic", "li tone");
    assertThat(mine("lin").getFirst().suggestion()).isEqualTo(CARD);
    rows.withdraw(CARD, "lin");
    assertThat(open()).containsExactly("li tone");
  }

  private List<String> open() {
    return rows.of("kb_1", false, 10).stream()
        .map(each -> each.by() + " " + each.verdict())
        .toList();
  }

  private List<Feedback> mine(String staff) {
    return rows.by(new StaffId(staff), FeedbackRows.Place.FIRST, 10);
  }

  private Feedback said(String by, String verdict) {
    return new Feedback(
        "fbk_" + now,
        CARD,
        "kb_1",
        1,
        new ConversationId("cnv_1"),
        "能刻字吗",
        verdict,
        null,
        by,
        by,
        Instant.ofEpochMilli(now++),
        Feedback.Status.OPEN,
        null,
        null,
        null,
        null,
        false);
  }

  /// As it was written before V125.
  private void saidOnANodeOfBefore(String by, String verdict) {
    database
        .writer()
        .sql(
            """
            insert into card_feedback (suggestion, article, article_version, conversation, question,
              verdict, wording, staff, staff_name, at, status)
            values (:card, 'kb_1', 1, 'cnv_1', '能刻字吗', :verdict, null, :by, :by, :at, 'open')
            on conflict (suggestion) do update
            set verdict = excluded.verdict, staff = excluded.staff, at = excluded.at
            where excluded.verdict <> card_feedback.verdict
            """)
        .param("card", CARD)
        .param("verdict", verdict)
        .param("by", by)
        .param("at", now++)
        .update();
  }
}
