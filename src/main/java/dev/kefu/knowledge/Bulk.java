package dev.kefu.knowledge;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.knowledge.Publishing.Read;
import java.util.ArrayList;
import java.util.List;
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
  private final ArticleTable table;
  private final ArticleVersions versions;
  private final Releases releases;
  private final ShopProfile shop;

  Bulk(
      Articles articles,
      Publishing publishing,
      ArticleTable table,
      ArticleVersions versions,
      Releases releases,
      ShopProfile shop) {
    this.articles = articles;
    this.publishing = publishing;
    this.table = table;
    this.versions = versions;
    this.releases = releases;
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
  record Row(
      String id,
      @Nullable String question,
      Outcome outcome,
      @Nullable Long version,
      @Nullable Long before,
      @Nullable String code,
      @Nullable String text) {

    static Row changed(Article now, long before) {
      return new Row(
          now.id(), now.fields().question(), Outcome.CHANGED, now.version(), before, null, null);
    }

    static Row same(Article now) {
      return new Row(
          now.id(), now.fields().question(), Outcome.SAME, now.version(), null, null, null);
    }

    static Row refused(Read read, @Nullable Article now, Refusal why) {
      return new Row(
          read.id(),
          now == null ? null : now.fields().question(),
          Outcome.ERROR,
          now == null ? null : now.version(),
          null,
          Wire.nameOf(why.code()),
          why.getMessage());
    }
  }

  /// @param dryRun whether only to tell what would be done
  List<Row> change(
      List<Read> reads, BulkChange change, boolean dryRun, Author author, @Nullable String why) {
    var rows = new ArrayList<Row>();
    for (var read : reads) {
      rows.add(row(read, () -> change(read, change, dryRun, author, why)));
    }
    return rows;
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

  private Row change(
      Read read, BulkChange change, boolean dryRun, Author author, @Nullable String why) {
    var article = atVersion(read);
    if (change.retires()) {
      return retire(read, article, dryRun, author, why);
    }
    var fields = change.on(article.fields());
    if (fields.equals(article.fields())) {
      return Row.same(article);
    }
    if (article.status() == ArticleStatus.RETIRED) {
      throw new Refusal(ErrorCode.CONFLICT, "已停用");
    }
    if (dryRun) {
      Articles.refuse(ArticleRules.mistakes(fields, shop.windows()));
      return Row.changed(article, article.version());
    }
    return Row.changed(
        articles.save(read.id(), read.version(), fields, author, why), read.version());
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
  /// found before is found again. Nothing is published by that which was not found just before.
  List<Row> undo(List<Read> reads, Staff staff, Author author, @Nullable String why) {
    var rows = new ArrayList<Row>();
    for (var read : reads) {
      rows.add(row(read, () -> undo(read, staff, author, why)));
    }
    return rows;
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
