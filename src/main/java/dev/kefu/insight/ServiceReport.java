package dev.kefu.insight;

import dev.kefu.insight.Happening.Round.Outcome;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// 接待: who asked, who answered, how long they waited. A visit and a round belong to the moment they
/// began, whatever happened to them later; messages and closings to their own.
@Component
class ServiceReport implements Reporting {

  /// 3分钟回复率 asks for replies within this …
  static final Duration QUICK = Duration.ofMinutes(3);

  /// … for what shoppers ask between these.
  static final LocalTime DAY_BEGINS = LocalTime.of(8, 0);

  static final LocalTime DAY_ENDS = LocalTime.of(23, 0);

  private final LogReader log;
  private final Names names;

  ServiceReport(LogReader log, Names names) {
    this.log = log;
    this.names = names;
  }

  @Override
  public String name() {
    return "service";
  }

  @Override
  public Set<Grouping> groupings() {
    return EnumSet.of(Grouping.AGENT, Grouping.STAGE, Grouping.DAY, Grouping.HOUR);
  }

  @Override
  public Report make(Query query) {
    var rows = new Rows<>(query, ServiceTally::new);
    log.read(
        query,
        happening -> {
          if (query.covers(happening.at())) {
            count(query, rows, happening);
          }
        });
    return rows.report(name(), names.of(query.by()));
  }

  private static void count(Query query, Rows<ServiceTally> rows, Happening happening) {
    var agent = query.agent();
    var row = rows.row(happening.at(), Query.name(happening.stage()));
    for (var tally : row == null ? List.of(rows.totals()) : List.of(rows.totals(), row)) {
      if (agent == null) {
        whole(query, tally, happening);
      } else if (agents(happening).contains(agent)) {
        theirs(query, tally, agent, happening);
      }
    }
    if (query.by() == Grouping.AGENT) {
      agents(happening).stream()
          .filter(each -> agent == null || each.equals(agent))
          .forEach(each -> theirs(query, rows.row(each), each, happening));
    }
  }

  /// Whose figures it touches.
  private static Collection<String> agents(Happening happening) {
    return switch (happening) {
      case Happening.Visit visit -> visit.agents();
      case Happening.Round round -> oneOrNone(round.agent());
      case Happening.Said said -> oneOrNone(said.agent());
      case Happening.Closed closed -> oneOrNone(closed.by());
      case Happening.Rated _ -> List.of();
    };
  }

  private static Collection<String> oneOrNone(@Nullable String agent) {
    return agent == null ? List.of() : List.of(agent);
  }

  private static void whole(Query query, ServiceTally tally, Happening happening) {
    count(query, tally, happening, tally::whole, Happening.Round::waitedMs);
  }

  private static void theirs(Query query, ServiceTally tally, String agent, Happening happening) {
    count(query, tally, happening, visit -> tally.of(agent, visit), Happening.Round::agentMs);
  }

  private static void count(
      Query query,
      ServiceTally tally,
      Happening happening,
      Consumer<Happening.Visit> visited,
      ToLongFunction<Happening.Round> waited) {
    switch (happening) {
      case Happening.Visit visit -> visited.accept(visit);
      case Happening.Round round -> {
        var ms = waited.applyAsLong(round);
        tally.round(round, ms, byDay(query.time(round.at())), quick(round, ms));
      }
      case Happening.Said said -> tally.said(said.byShopper());
      case Happening.Closed _ -> tally.closed();
      case Happening.Rated _ -> {
        // Satisfaction is another report.
      }
    }
  }

  private static boolean byDay(LocalTime time) {
    return !time.isBefore(DAY_BEGINS) && time.isBefore(DAY_ENDS);
  }

  private static boolean quick(Happening.Round round, long ms) {
    return round.outcome() == Outcome.ANSWERED && ms <= QUICK.toMillis();
  }
}
