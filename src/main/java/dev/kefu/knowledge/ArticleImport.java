package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import dev.kefu.content.Windows;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.knowledge.ImportResult.Outcome;
import dev.kefu.knowledge.ImportResult.RowError;
import dev.kefu.knowledge.ImportResult.RowResult;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings a file's articles in: all of them or none, by id, as drafts. Nothing is ever deleted, and
/// what is published stays until the draft is published.
@Component
class ArticleImport {

  private final ArticleTable table;
  private final ArticleStore store;
  private final ShopProfile shop;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ArticleImport(
      ArticleTable table,
      ArticleStore store,
      ShopProfile shop,
      TransactionTemplate transactions,
      Clock clock) {
    this.table = table;
    this.store = store;
    this.shop = shop;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// What an import does; nothing is stored by [#plan].
  ///
  /// @param steps the articles to store
  /// @param errors all of them, not only those that the result tells
  private record Plan(List<Article> steps, ImportResult result, List<RowError> errors) {}

  /// @param author who brings them in
  /// @throws Refusal `conflict` when somebody saved one of the articles at the same moment
  ImportResult run(List<Incoming> incoming, boolean dryRun, Author author) {
    var plan = plan(incoming, author);
    if (!dryRun && plan.errors().isEmpty()) {
      try {
        transactions.executeWithoutResult(_ -> storeAll(plan.steps(), author));
      } catch (VersionConflict | DuplicateKeyException e) {
        throw new Refusal(ErrorCode.CONFLICT, "导入时有人正在修改其中的知识，未导入任何内容，请重试");
      }
    }
    return plan.result();
  }

  /// The cells of the rows that cannot be brought in, each with what is wrong behind them: what an
  /// editor corrects and brings in again. Stores nothing.
  List<List<String>> failedRows(List<Incoming> incoming, Author author) {
    var wrong = new HashMap<Integer, List<String>>();
    for (var error : plan(incoming, author).errors()) {
      wrong
          .computeIfAbsent(error.row(), _ -> new ArrayList<>())
          .add(error.field() + "：" + error.message());
    }
    var rows = new ArrayList<List<String>>();
    for (var each : incoming) {
      var mistakes = wrong.get(each.row());
      if (mistakes != null) {
        var cells = new ArrayList<>(each.cells());
        cells.add(ArticleSheet.guarded(String.join("；", mistakes)));
        rows.add(cells);
      }
    }
    return rows;
  }

  private void storeAll(List<Article> steps, Author author) {
    steps.forEach(article -> store.releaseWordings(article.id()));
    steps.forEach(article -> store.store(article, Action.IMPORTED, author, null));
  }

  private Plan plan(List<Incoming> incoming, Author author) {
    var judge = new Judge(shop.windows());
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var steps = new ArrayList<Article>();
    var outcomes = new ArrayList<RowResult>();
    for (var each : incoming) {
      var id = each.id().isEmpty() ? Ids.next("kb_") : each.id();
      var existing = table.find(id).orElse(null);
      var fields = judge.fields(each, id, existing);
      var outcome = Outcome.SAME;
      if (existing == null) {
        store.mistakesInNew(id).forEach(mistake -> judge.add(each.row(), mistake));
        outcome = Outcome.NEW;
        steps.add(Article.draft(id, fields, now, author.name()));
      } else if (!fields.equals(existing.fields())) {
        outcome = Outcome.CHANGED;
        steps.add(existing.saved(fields, now, author.name()));
      }
      outcomes.add(new RowResult(each.row(), id, fields.question(), outcome));
    }
    judge.checkOwners(store);
    return new Plan(steps, result(outcomes, judge.errors), judge.errors);
  }

  private static ImportResult result(List<RowResult> outcomes, List<RowError> errors) {
    var wrong = errors.stream().map(RowError::row).collect(Collectors.toSet());
    var rows =
        outcomes.stream()
            .limit(ImportResult.MOST_ROWS)
            .map(r ->
                wrong.contains(r.row())
                    ? new RowResult(r.row(), r.id(), r.question(), Outcome.ERROR)
                    : r)
            .toList();
    return new ImportResult(
        count(outcomes, Outcome.NEW),
        count(outcomes, Outcome.CHANGED),
        count(outcomes, Outcome.SAME),
        errors.stream().limit(ImportResult.MOST_ERRORS).toList(),
        rows);
  }

  private static int count(List<RowResult> outcomes, Outcome outcome) {
    return Math.toIntExact(outcomes.stream().filter(r -> r.outcome() == outcome).count());
  }

  /// Collects what is wrong, row by row.
  private static final class Judge {
    final List<RowError> errors = new ArrayList<>();
    private final Windows windows;
    private final Map<String, Integer> rowOfId = new HashMap<>();

    /// Who in the file has each similar wording, folded.
    private final Map<String, String> owners = new HashMap<>();

    Judge(Windows windows) {
      this.windows = windows;
    }

    ArticleFields fields(Incoming each, String id, @Nullable Article existing) {
      var mistakes = new ArrayList<Mistake>(ArticleRules.mistakesInId(id));
      var fields = each.over(existing == null ? null : existing.fields(), mistakes);
      if (mistakes.isEmpty()) {
        mistakes.addAll(ArticleRules.mistakes(fields, windows));
      }
      var other = rowOfId.putIfAbsent(id, each.row());
      if (other != null) {
        mistakes.add(new Mistake("id", id + " 在第 " + other + " 行已经出现"));
      }
      for (var wording : claimed(fields, existing)) {
        var owner = owners.putIfAbsent(Folding.fold(wording), id);
        if (owner != null && !owner.equals(id)) {
          mistakes.add(SimilarWordings.mistake(wording, owner));
        }
      }
      mistakes.forEach(m -> add(each.row(), m));
      return fields;
    }

    /// An article that is out of use and stays so claims none.
    private static List<String> claimed(ArticleFields fields, @Nullable Article existing) {
      var resting =
          existing != null
              && existing.status() == ArticleStatus.RETIRED
              && existing.fields().equals(fields);
      return resting ? List.of() : fields.similar();
    }

    /// A wording may move from one article of the file to another, but not from one outside of it.
    void checkOwners(ArticleStore store) {
      store
          .owners(owners.keySet())
          .forEach((wording, owner) -> {
            var wanting = owners.get(wording);
            var row = wanting == null ? null : rowOfId.get(wanting);
            if (row != null && !rowOfId.containsKey(owner)) {
              add(row, SimilarWordings.mistake(wording, owner));
            }
          });
    }

    private void add(int row, Mistake mistake) {
      errors.add(new RowError(row, mistake.field(), mistake.message()));
    }
  }
}
