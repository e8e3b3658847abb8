package dev.kefu.insight;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// 满意度: what shoppers gave. Of one shopper for one agent on one day the last rating counts; it is
/// the rating of who had replied last. Not every rating has an agent.
@Component
class SatisfactionReport implements Reporting {

  private final LogReader log;
  private final Names names;

  SatisfactionReport(LogReader log, Names names) {
    this.log = log;
    this.names = names;
  }

  @Override
  public String name() {
    return "satisfaction";
  }

  @Override
  public Set<Grouping> groupings() {
    return EnumSet.of(Grouping.AGENT, Grouping.STAGE, Grouping.DAY, Grouping.HOUR, Grouping.TAG);
  }

  private record Rater(String shopper, @Nullable String agent, LocalDate day) {}

  @Override
  public Report make(Query query) {
    var counted = new HashMap<Rater, Happening.Rated>();
    log.read(
        query,
        happening -> {
          if (happening instanceof Happening.Rated rated && asked(query, rated)) {
            var rater = new Rater(rated.shopper(), rated.agent(), query.day(rated.at()));
            counted.merge(
                rater, rated, (one, other) -> other.at().isBefore(one.at()) ? one : other);
          }
        });
    var rows = new Rows<>(query, RatingTally::new);
    counted.values().forEach(rated -> count(query, rows, rated));
    return rows.report(name(), names.of(query.by()));
  }

  private static boolean asked(Query query, Happening.Rated rated) {
    var agent = query.agent();
    return query.covers(rated.at()) && (agent == null || agent.equals(rated.agent()));
  }

  private static void count(Query query, Rows<RatingTally> rows, Happening.Rated rated) {
    rows.totals().add(rated.score());
    var row = rows.row(rated.at(), Query.name(rated.stage()));
    if (row != null) {
      row.add(rated.score());
    }
    keys(query.by(), rated).forEach(key -> rows.row(key).add(rated.score()));
  }

  private static Set<String> keys(Grouping by, Happening.Rated rated) {
    return switch (by) {
      case TAG -> new LinkedHashSet<>(rated.tags());
      case AGENT -> rated.agent() == null ? Set.of() : Set.of(rated.agent());
      case NONE, STAGE, DAY, HOUR, REASON, ARTICLE, FORM -> Set.of();
    };
  }

  private static final class RatingTally implements Tally {

    private static final List<String> SCORES =
        List.of("score_1", "score_2", "score_3", "score_4", "score_5");

    private final long[] scores = new long[Rating.BEST];

    private void add(int score) {
      scores[score - 1]++;
    }

    private long from(int score) {
      var count = 0L;
      for (var i = score; i <= Rating.BEST; i++) {
        count += scores[i - 1];
      }
      return count;
    }

    @Override
    public long weight() {
      return from(1);
    }

    @Override
    public void write(Figures figures) {
      var sum = 0L;
      for (var i = 1; i <= Rating.BEST; i++) {
        sum += i * scores[i - 1];
      }
      figures
          .put("ratings", from(1))
          .put("satisfied", from(Rating.SATISFIED_FROM))
          .share("satisfied_rate", from(Rating.SATISFIED_FROM), from(1))
          .ratio("score_avg", sum, from(1));
      for (var i = 0; i < scores.length; i++) {
        figures.put(SCORES.get(i), scores[i]);
      }
    }
  }
}
