package dev.kefu.knowledge;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.knowledge.Publishing.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes many articles at once and back again, each for itself: one that cannot be changed is
/// told and keeps none of the others. Changes are drafts, as whatever is written; what goes out of
/// use does so at once, as one by one.
@Component
class Bulk {

  private final Articles articles;
  private final Publishing publishing;
  private final ArticleStore store;
  private final ArticleTable table;
  private final ArticleVersions versions;
  private final Releases releases;
  private final ReplacementPreviews previews;
  private final ShopProfile shop;

  Bulk(
      Articles articles,
      Publishing publishing,
      ArticleStore store,
      ArticleTable table,
      ArticleVersions versions,
      Releases releases,
      ReplacementPreviews previews,
      ShopProfile shop) {
    this.articles = articles;
    this.publishing = publishing;
    this.store = store;
    this.table = table;
    this.versions = versions;
    this.releases = releases;
    this.previews = previews;
    this.shop = shop;
  }

  enum Outcome {
    CHANGED,
    SAME,
    ERROR
  }

  /// @param version as it is now; what it was when nothing was changed
  /// @param before the version it had; null when it was not changed
  /// @param text why it was not
  /// @param errors what would be wrong with it; null when that is not why
  /// @param preview what replacing words would do to it; null but in a trial of that
  record Row(
      String id,
      @Nullable String question,
      Outcome outcome,
      @Nullable Long version,
      @Nullable Long before,
      @Nullable String code,
      @Nullable String text,
      @Nullable List<Mistake> errors,
      ReplacementPreviews.@Nullable Preview preview) {

    private static Row of(Article now, Outcome outcome, @Nullable Long before) {
      var question = now.fields().question();
      return new Row(now.id(), question, outcome, now.version(), before, null, null, null, null);
    }

    static Row changed(Article now, long before) {
      return of(now, Outcome.CHANGED, before);
    }

    static Row same(Article now) {
      return of(now, Outcome.SAME, null);
    }

    static Row refused(Read read, @Nullable Article now, Refusal why) {
      return new Row(
          read.id(),
          now == null ? null : now.fields().question(),
          Outcome.ERROR,
          now == null ? null : now.version(),
          null,
          Wire.nameOf(why.code()),
          why.getMessage(),
          Articles.mistakes(why),
          null);
    }

    Row with(ReplacementPreviews.Preview seen) {
      return new Row(id, question, outcome, version, before, code, text, errors, seen);
    }
  }

  /// @param dryRun whether only to tell what would be done
  List<Row> change(
      List<Read> reads, BulkChange change, boolean dryRun, Author author, @Nullable String why) {
    var trial = dryRun ? new Trial() : null;
    var rows = new ArrayList<Row>();
    for (var read : reads) {
      var row = row(read, () -> change(read, change, trial, author, why));
      rows.add(dryRun ? previewed(row, read, change) : row);
    }
    return rows;
  }

  /// Those that cannot be changed, too: what would become of them is why.
  private Row previewed(Row row, Read read, BulkChange change) {
    var words = change.replace();
    if (words == null || row.outcome() == Outcome.SAME) {
      return row;
    }
    return table
        .find(read.id())
        .filter(article -> article.version() == read.version())
        .map(article -> row.with(previews.of(words, article.fields())))
        .orElse(row);
  }

  private Row row(Read read, Supplier<Row> work) {
    try {
      return work.get();
    } catch (VersionConflict e) {
      var now = table.find(read.id()).orElse(null);
      return Row.refused(read, now, new Refusal(e.code(), "别人刚改过，请刷新后再试"));
    } catch (Refusal e) {
      return Row.refused(read, table.find(read.id()).orElse(null), e);
    }
  }

  /// @param trial null when it is done
  private Row change(
      Read read, BulkChange change, @Nullable Trial trial, Author author, @Nullable String why) {
    var article = atVersion(read);
    if (change.retires()) {
      return retire(read, article, trial != null, author, why);
    }
    var fields = change.on(article.fields());
    if (fields.equals(article.fields())) {
      return Row.same(article);
    }
    if (article.status() == ArticleStatus.RETIRED) {
      throw new Refusal(ErrorCode.CONFLICT, "已停用");
    }
    if (change.replace() != null) {
      Articles.refuse(Replacement.mistakes(article.fields(), fields));
    }
    if (trial != null) {
      trial.save(article, fields);
      return Row.changed(article, article.version());
    }
    return Row.changed(
        articles.save(read.id(), read.version(), fields, author, why), read.version());
  }

  /// What saving one article after the other would come to, with nothing stored: a wording that one
  /// lets go of is free for those behind it.
  private final class Trial {
    /// Who has a wording by then, folded; empty for nobody.
    private final Map<String, String> moved = new HashMap<>();

    void save(Article article, ArticleFields fields) {
      Articles.refuse(ArticleRules.mistakes(fields, shop.windows()));
      var owners = new HashMap<>(store.owners(fields.similar()));
      owners.putAll(moved);
      owners.values().removeIf(String::isEmpty);
      Articles.refuse(SimilarWordings.mistakes(article.id(), fields.similar(), owners));
      article.fields().similar().forEach(wording -> moved.put(Folding.fold(wording), ""));
      fields.similar().forEach(wording -> moved.put(Folding.fold(wording), article.id()));
    }
  }

  private Row retire(
      Read read, Article article, boolean dryRun, Author author, @Nullable String why) {
    if (article.status() == ArticleStatus.RETIRED) {
      return Row.same(article);
    }
    return Row.changed(
        dryRun ? article : publishing.retire(read, author, why).articles().getFirst(),
        read.version());
  }

  private Article atVersion(Read read) {
    var article = table.find(read.id()).orElseThrow(() -> Articles.notFound(read.id()));
    if (article.version() != read.version()) {
      throw new VersionConflict(article.version());
    }
    return article;
  }

  /// Takes the last step of each back: what it said before is what it says again, and what was
  /// found before is found again. Nothing is published by that which was not found just before. The
  /// last first, as named: a wording that went from one to another goes back the same way.
  List<Row> undo(List<Read> reads, Staff staff, Author author, @Nullable String why) {
    var rows = new ArrayList<Row>();
    for (var read : reads.reversed()) {
      rows.add(row(read, () -> undo(read, staff, author, why)));
    }
    return rows.reversed();
  }

  private Row undo(Read read, Staff staff, Author author, @Nullable String why) {
    var article = atVersion(read);
    var before =
        versions
            .find(read.id(), read.version() - 1)
            .orElseThrow(() -> new Refusal(ErrorCode.CONFLICT, "没有更早的版本"));
    var lost = article.status() == ArticleStatus.RETIRED && wasFound(before);
    if (lost && before.fields().risk() != Risk.LOW && !staff.supervises()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "中高风险的知识请由主管恢复");
    }
    var restored = articles.restore(read.id(), read.version(), before.version(), author, why);
    var found = Long.valueOf(before.version()).equals(article.publishedVersion());
    return Row.changed(lost || found ? publish(restored, author, why) : restored, read.version());
  }

  /// Whether it was found until its last release.
  private boolean wasFound(ArticleVersion version) {
    return releases
        .lastOf(version.article())
        .filter(item -> Long.valueOf(version.version()).equals(item.before()))
        .isPresent();
  }

  private Article publish(Article article, Author author, @Nullable String why) {
    var read = new Read(article.id(), article.version());
    return publishing.publish(List.of(read), author, why).articles().getFirst();
  }
}
