package dev.kefu.insight;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.ReadOnly;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// 抽检: a few of a week's replies that were sent past a warning and of its decisions beside the
/// rules, drawn by chance, for supervisors to look at once more.
///
/// The draw is a hash of the week and of what is drawn: whoever asks, whenever, gets the same, and
/// nobody chooses. Of a week that is not over others may still come in; what was judged stays.
@Component
class Samples {

  static final int SIZE = 20;

  private static final int MOST = 20_000;
  private static final String OVERRIDE = "override";
  private static final String BESIDE = "beside";

  private final JdbcClient reader;
  private final JdbcClient writer;
  private final JsonMapper json;
  private final Clock clock;

  Samples(@ReadOnly JdbcClient reader, JdbcClient writer, JsonMapper json, Clock clock) {
    this.reader = reader;
    this.writer = writer;
    this.json = json;
    this.clock = clock;
  }

  /// @param candidates what the week had in all
  record Sample(
      String week,
      Instant from,
      Instant to,
      int candidates,
      int judged,
      int right,
      int wrong,
      List<Item> data) {}

  /// One that was drawn.
  ///
  /// @param kind `override` for a reply sent past a warning, `beside` for a decision
  /// @param by who replied or decided
  /// @param text of the reply; null when it was taken back or erased
  /// @param rules the reply was warned of
  /// @param override why it was sent all the same
  record Item(
      String id,
      String kind,
      String conversation,
      String stage,
      Instant at,
      String by,
      String byName,
      @Nullable Long seq,
      @Nullable String text,
      List<String> rules,
      @Nullable String override,
      @Nullable String caseId,
      @Nullable String claim,
      @Nullable String reason,
      @Nullable String form,
      @Nullable Long amountFen,
      @Nullable String remark,
      @Nullable Judged judged) {}

  /// @param verdict `right` or `wrong`
  record Judged(String verdict, @Nullable String note, String by, String byName, Instant at) {}

  /// What may be drawn.
  private record Candidate(String kind, String subject) {

    String id(SampleWeek week) {
      try {
        var sha = MessageDigest.getInstance("SHA-256");
        var text = week.name() + "\n" + kind + "\n" + subject;
        return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Sample of(SampleWeek week) {
    var verdicts = verdicts(week);
    var candidates = candidates(week);
    var drawn = drawn(week, candidates, verdicts);
    var items =
        drawn.stream()
            .map(candidate -> item(week, candidate, verdicts.get(candidate)))
            .sorted(Comparator.comparing(Item::at).thenComparing(Item::id))
            .toList();
    var right = items.stream().filter(i -> isJudged(i, "right")).count();
    var wrong = items.stream().filter(i -> isJudged(i, "wrong")).count();
    return new Sample(
        week.name(),
        week.from(),
        week.to(),
        candidates.size(),
        (int) (right + wrong),
        (int) right,
        (int) wrong,
        items);
  }

  private static boolean isJudged(Item item, String verdict) {
    return item.judged() != null && item.judged().verdict().equals(verdict);
  }

  private static List<Candidate> drawn(
      SampleWeek week, List<Candidate> candidates, Map<Candidate, Judged> verdicts) {
    var first = candidates.stream().sorted(Comparator.comparing(c -> c.id(week))).limit(SIZE);
    return Stream.concat(first, candidates.stream().filter(verdicts::containsKey))
        .distinct()
        .toList();
  }

  private List<Candidate> candidates(SampleWeek week) {
    return reader
        .sql(
            """
            select 'override' as kind, conversation || '/' || staff || '/' || mid as subject
            from reply_override where at >= :from and at < :to
            union all
            select 'beside', id from claim_case
            where beside = 1 and decided_at >= :from and decided_at < :to
            limit :most
            """)
        .param("from", week.from().toEpochMilli())
        .param("to", week.to().toEpochMilli())
        .param("most", MOST)
        .query((row, _) -> new Candidate(row.getString("kind"), row.getString("subject")))
        .list();
  }

  private Map<Candidate, Judged> verdicts(SampleWeek week) {
    return reader
        .sql(
            """
            select kind, subject, verdict, note, judged_by, judged_by_name, judged_at
            from sample_verdict where week = :week limit :most
            """)
        .param("week", week.name())
        .param("most", MOST)
        .query((row, _) ->
            Map.entry(
                new Candidate(row.getString("kind"), row.getString("subject")),
                new Judged(
                    row.getString("verdict"),
                    row.getString("note"),
                    row.getString("judged_by"),
                    row.getString("judged_by_name"),
                    Instant.ofEpochMilli(row.getLong("judged_at")))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Item item(SampleWeek week, Candidate candidate, @Nullable Judged judged) {
    var id = candidate.id(week);
    return candidate.kind().equals(OVERRIDE)
        ? reply(id, candidate.subject().split("/", -1), judged)
        : decision(id, candidate.subject(), judged);
  }

  private Item reply(String id, String[] key, @Nullable Judged judged) {
    return reader
        .sql(
            """
            select o.conversation, o.stage, o.at, o.staff, o.rules, o.reason, e.seq, e.body, e.sender_name
            from reply_override o
            left join task t on t.id = o.mid and t.conversation = o.conversation
            left join event e
              on e.conversation = o.conversation and e.sender_id = o.staff
                and (e.mid = o.mid or e.seq = t.sent_seq)
            where o.conversation = :conversation and o.staff = :staff and o.mid = :mid
            """)
        .param("conversation", key[0])
        .param("staff", key[1])
        .param("mid", key[2])
        .query((row, _) -> reply(id, row, judged))
        .single();
  }

  private Item reply(String id, ResultSet row, @Nullable Judged judged) throws SQLException {
    var body = row.getString("body");
    var said = body == null ? null : json.readTree(body).path("text").stringValue(null);
    var name = row.getString("sender_name");
    return new Item(
        id,
        OVERRIDE,
        row.getString("conversation"),
        row.getString("stage"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("staff"),
        name == null ? row.getString("staff") : name,
        body == null ? null : row.getLong("seq"),
        said,
        List.of(row.getString("rules").split(",", -1)),
        row.getString("reason"),
        null,
        null,
        null,
        null,
        null,
        null,
        judged);
  }

  private Item decision(String id, String caseId, @Nullable Judged judged) {
    return reader
        .sql(
            """
            select k.id, k.conversation, c.stage, k.decided_at, k.decided_by, k.decided_by_name, k.rule,
              k.kind, k.reason, k.form, k.amount_fen, k.remark
            from claim_case k join conversation c on c.id = k.conversation
            where k.id = :id
            """)
        .param("id", caseId)
        .query((row, _) ->
            new Item(
                id,
                BESIDE,
                row.getString("conversation"),
                row.getString("stage"),
                Instant.ofEpochMilli(row.getLong("decided_at")),
                row.getString("decided_by"),
                row.getString("decided_by_name"),
                null,
                null,
                Stream.ofNullable(row.getString("rule")).toList(),
                null,
                caseId,
                row.getString("kind"),
                row.getString("reason"),
                row.getString("form"),
                row.getLong("amount_fen"),
                row.getString("remark"),
                judged))
        .single();
  }

  /// Judges one that was drawn; a later verdict replaces an earlier one.
  ///
  /// @throws Refusal `not_found` for what the week's draw does not show, `forbidden` for one's own
  Sample judge(SampleWeek week, String id, Staff by, String verdict, @Nullable String note) {
    var candidates = candidates(week);
    var candidate =
        drawn(week, candidates, verdicts(week)).stream()
            .filter(each -> each.id(week).equals(id))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "这周的抽检里没有这一条"));
    var item = item(week, candidate, null);
    if (item.by().equals(by.id().value())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "不能抽检自己的回复或决定");
    }
    writer
        .sql(
            """
            insert into sample_verdict (kind, subject, conversation, staff, stage, about_at, week, verdict,
              note, judged_by, judged_by_name, judged_at)
            values (:kind, :subject, :conversation, :staff, :stage, :about, :week, :verdict, :note, :by,
              :byName, :at)
            on conflict (kind, subject) do update set verdict = excluded.verdict, note = excluded.note,
              judged_by = excluded.judged_by, judged_by_name = excluded.judged_by_name,
              judged_at = excluded.judged_at
            """)
        .param("kind", candidate.kind())
        .param("subject", candidate.subject())
        .param("conversation", item.conversation())
        .param("staff", item.by())
        .param("stage", item.stage())
        .param("about", item.at().toEpochMilli())
        .param("week", week.name())
        .param("verdict", verdict)
        .param("note", note)
        .param("by", by.id().value())
        .param("byName", by.name())
        .param("at", clock.millis())
        .update();
    return of(week);
  }
}
