package dev.kefu.assist;

import dev.kefu.storage.ReadOnly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The list of gaps, dearest first: counted from their questions of the last thirty days.
@Component
class GapList {

  static final Duration MONTH = Duration.ofDays(30);

  private static final int SAMPLES = 3;
  private static final int MOST = 1_000;

  private final JdbcClient reader;

  GapList(@ReadOnly JdbcClient reader) {
    this.reader = reader;
  }

  /// Which gaps.
  ///
  /// @param text a part of its question; null for any, as all others
  record Filter(
      @Nullable String id,
      Gap.@Nullable Status status,
      @Nullable String stage,
      @Nullable String product,
      @Nullable String source,
      @Nullable String text) {

    static Filter of(String id) {
      return new Filter(id, null, null, null, null, null);
    }
  }

  /// A gap and what it costs.
  ///
  /// @param week how often it was asked in the last seven days
  /// @param weekBefore and in the seven before
  /// @param month and in the last thirty
  record Counted(
      Gap gap,
      long week,
      long weekBefore,
      long month,
      long unresolved,
      long transferred,
      long costS,
      @Nullable String product,
      @Nullable String stage) {}

  List<Counted> list(Filter filter, Instant now, int offset, int limit) {
    return reader
        .sql(
            "select "
                + GapRows.COLUMNS
                + """
                ,
                  coalesce(sum(case when q.at >= :week then 1 else 0 end), 0) as week,
                  coalesce(sum(case when q.at >= :before and q.at < :week then 1 else 0 end), 0)
                    as week_before,
                  count(q.at) as month,
                  coalesce(sum(1 - q.resolved), 0) as unresolved,
                  coalesce(sum(q.transferred), 0) as transferred,
                  coalesce(sum(q.cost_s), 0) as cost_s,
                  case when count(q.product) = count(q.at) and count(distinct q.product) = 1
                    then max(q.product) end as product,
                  case when count(distinct q.stage) = 1 then max(q.stage) end as stage
                from gap g
                left join gap_question q on q.gap = g.id and q.at >= :month
                where (g.asked > 0 or g.status <> 'open')
                  and (cast(:id as text) is null or g.id = :id)
                  and (cast(:status as text) is null or g.status = :status)
                  and (cast(:text as text) is null or g.question like :text escape '!')
                  and (cast(:stage as text) is null or q.stage = :stage)
                  and (cast(:product as text) is null or q.product = :product)
                  and (cast(:source as text) is null
                    or ' ' || q.sources || ' ' like '% ' || :source || ' %')
                group by g.id, g.question, g.status, g.article, g.assignee, g.reason,
                  g.ignored_volume, g.moved_at, g.moved_by, g.first_at, g.last_at
                order by cost_s desc, g.last_at desc, g.id
                limit :limit offset :offset
                """)
        .param("week", now.minus(GapProofs.WEEK).toEpochMilli())
        .param("before", now.minus(GapProofs.WEEK.multipliedBy(2)).toEpochMilli())
        .param("month", now.minus(MONTH).toEpochMilli())
        .param("id", filter.id())
        .param("status", filter.status() == null ? null : filter.status().wire())
        .param("text", filter.text() == null ? null : "%" + escaped(filter.text()) + "%")
        .param("stage", filter.stage())
        .param("product", filter.product())
        .param("source", filter.source())
        .param("limit", limit)
        .param("offset", offset)
        .query((row, number) ->
            new Counted(
                GapRows.gap(row, number),
                row.getLong("week"),
                row.getLong("week_before"),
                row.getLong("month"),
                row.getLong("unresolved"),
                row.getLong("transferred"),
                row.getLong("cost_s"),
                row.getString("product"),
                row.getString("stage")))
        .list();
  }

  Optional<Counted> find(String id, Instant now) {
    return list(Filter.of(id), now, 0, 1).stream().findFirst();
  }

  long count(Gap.Status status) {
    return reader
        .sql("select count(*) from gap where status = :status and (asked > 0 or status <> 'open')")
        .param("status", status.wire())
        .query(Long.class)
        .single();
  }

  /// Why the questions of these gaps are on the list, with how many each, in words of the wire.
  Map<String, Map<String, Long>> sources(List<String> gaps, Instant now) {
    var all = new HashMap<String, Map<String, Long>>();
    if (gaps.isEmpty()) {
      return all;
    }
    reader
        .sql(
            """
            select gap, sources, count(*) as n from gap_question
            where gap in (:gaps) and at >= :month
            group by gap, sources
            order by gap, sources
            limit :most
            """)
        .param("gaps", gaps)
        .param("month", now.minus(MONTH).toEpochMilli())
        .param("most", MOST)
        .query(row -> {
          var own = all.computeIfAbsent(row.getString("gap"), _ -> new LinkedHashMap<>());
          long n = row.getLong("n");
          for (var source : GapSource.read(row.getString("sources"))) {
            own.merge(source.wire(), n, Long::sum);
          }
        });
    return all;
  }

  /// Once it was asked.
  ///
  /// @param seq the shopper's message
  record Sample(
      String conversation,
      long seq,
      String text,
      @Nullable String answer,
      boolean resolved,
      Instant at) {}

  /// The last ones of each gap, newest first.
  Map<String, List<Sample>> samples(List<String> gaps, int each) {
    var all = new HashMap<String, List<Sample>>();
    if (gaps.isEmpty()) {
      return all;
    }
    reader
        .sql(
            """
            select gap, conversation, for_seq, text, answer, resolved, at from (
              select q.*, row_number() over (
                partition by gap order by at desc, conversation, for_seq) as place
              from gap_question q
              where gap in (:gaps) and text <> '') placed
            where place <= :each
            order by gap, place
            limit :most
            """)
        .param("gaps", gaps)
        .param("each", each)
        .param("most", MOST)
        .query(row -> {
          all.computeIfAbsent(row.getString("gap"), _ -> new ArrayList<>())
              .add(
                  new Sample(
                      row.getString("conversation"),
                      row.getLong("for_seq"),
                      row.getString("text"),
                      row.getString("answer"),
                      row.getLong("resolved") == 1,
                      Instant.ofEpochMilli(row.getLong("at"))));
        });
    return all;
  }

  Map<String, List<Sample>> samples(List<String> gaps) {
    return samples(gaps, SAMPLES);
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
