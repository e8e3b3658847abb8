package dev.kefu.insight;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// 推荐回复: how often something was suggested, and what agents made of it. Counted by rounds; the rows
/// of articles by cards.
@Component
class SuggestionsReport implements Reporting {

  private static final String UNKNOWN = "unknown";

  private final SuggestionReader suggestions;
  private final Names names;

  SuggestionsReport(SuggestionReader suggestions, Names names) {
    this.suggestions = suggestions;
    this.names = names;
  }

  @Override
  public String name() {
    return "suggestions";
  }

  @Override
  public Set<Grouping> groupings() {
    return EnumSet.of(
        Grouping.AGENT,
        Grouping.STAGE,
        Grouping.DAY,
        Grouping.HOUR,
        Grouping.REASON,
        Grouping.ARTICLE);
  }

  @Override
  public Report make(Query query) {
    var rows = new Rows<>(query, SuggestionTally::new);
    suggestions.rounds(query, round -> count(query, rows, round));
    if (query.by() != Grouping.ARTICLE) {
      return rows.report(name(), names.of(query.by()));
    }
    Map<String, String> titles = new HashMap<>();
    for (var offered : suggestions.articles(query)) {
      rows.row(offered.article()).cards(offered);
      titles.put(offered.article(), offered.title());
    }
    return rows.report(name(), titles);
  }

  private static void count(Query query, Rows<SuggestionTally> rows, SuggestionRound round) {
    rows.totals().round(round);
    var row = rows.row(round.at(), Query.name(round.stage()));
    if (row != null) {
      row.round(round);
    }
    var key = key(query.by(), round);
    if (key != null) {
      rows.row(key).round(round);
    }
  }

  private static @Nullable String key(Grouping by, SuggestionRound round) {
    return switch (by) {
      case AGENT -> round.agent();
      case REASON -> reason(round);
      case NONE, STAGE, DAY, HOUR, TAG, ARTICLE, FORM -> null;
    };
  }

  private static @Nullable String reason(SuggestionRound round) {
    if (round.shown()) {
      return null;
    }
    return round.reason() == null ? UNKNOWN : round.reason();
  }

  private static final class SuggestionTally implements Tally {
    private long rounds;
    private long shown;
    private long asIs;
    private long edited;
    private long rewritten;
    private long ignored;
    private long wrong;
    private boolean ofCards;

    private void round(SuggestionRound round) {
      rounds++;
      if (!round.shown()) {
        return;
      }
      shown++;
      wrong += round.wrong() ? 1 : 0;
      switch (round.use()) {
        case "as_is" -> asIs++;
        case "edited" -> edited++;
        case "rewritten" -> rewritten++;
        case null, default -> ignored += round.agent() == null ? 0 : 1;
      }
    }

    private void cards(SuggestionReader.Offered offered) {
      ofCards = true;
      shown = offered.shown();
      asIs = offered.asIs();
      edited = offered.edited();
      rewritten = offered.rewritten();
      ignored = shown - asIs - edited - rewritten;
      wrong = offered.wrong();
    }

    @Override
    public long weight() {
      return ofCards ? shown : rounds;
    }

    @Override
    public void write(Figures figures) {
      if (!ofCards) {
        figures
            .put("suggested_rounds", rounds)
            .put("abstained_rounds", rounds - shown)
            .share("abstained_rate", rounds - shown, rounds);
      }
      figures
          .put("shown", shown)
          .put("used_as_is", asIs)
          .put("used_edited", edited)
          .put("used_rewritten", rewritten)
          .put("ignored", ignored)
          .share("used_rate", asIs + edited, shown)
          .put("marked_wrong", wrong)
          .share("marked_wrong_rate", wrong, shown);
    }
  }
}
