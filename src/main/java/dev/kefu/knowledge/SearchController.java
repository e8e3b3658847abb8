package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The editor's test questions, many at once. All staff may ask.
@RestController
class SearchController {

  private static final int MAX_QUERIES = 200;
  private static final int MAX_HITS = 50;
  private static final int USUAL_HITS = 3;

  private final Knowledge knowledge;
  private final Clock clock;

  SearchController(Knowledge knowledge, Clock clock) {
    this.knowledge = knowledge;
    this.clock = clock;
  }

  /// @param limit hits a query, 3 when left out
  /// @param product the product code of `sku`
  /// @param at the moment whose validity counts, now when left out
  record Searches(
      List<String> queries,
      @Nullable Integer limit,
      @Nullable Stage stage,
      @Nullable String sku,
      @Nullable String product,
      @Nullable Instant at) {

    Searches {
      if (queries == null || queries.size() > MAX_QUERIES) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "queries 要有至多 " + MAX_QUERIES + " 条");
      }
      if (queries.stream().anyMatch(query -> query == null)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "queries 里不能有空值");
      }
      if (limit != null && (limit < 1 || limit > MAX_HITS)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "limit 要在 1 到 " + MAX_HITS + " 之间");
      }
    }
  }

  record Found(String article, String question, double score) {}

  /// @param abstain whether agents would be shown nothing
  record Result(String query, List<Found> hits, boolean abstain) {}

  record Results(List<Result> results) {}

  @PostMapping("/api/v1/knowledge/searches")
  Results search(@RequestBody Searches searches) {
    var at = searches.at() == null ? clock.instant() : searches.at();
    return new Results(searches.queries().stream().map(q -> result(q, searches, at)).toList());
  }

  private Result result(String query, Searches searches, Instant at) {
    var limit = searches.limit() == null ? USUAL_HITS : searches.limit();
    var hits =
        knowledge.search(
            new Question(query, searches.stage(), searches.sku(), searches.product(), at, limit));
    var abstain = hits.isEmpty() || hits.getFirst().confidence() == Confidence.NONE;
    return new Result(
        query,
        hits.stream().map(h -> new Found(h.article(), h.question(), h.score())).toList(),
        abstain);
  }
}
