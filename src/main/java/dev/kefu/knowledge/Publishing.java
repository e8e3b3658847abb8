package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.knowledge.Releases.Item;
import dev.kefu.knowledge.Releases.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes what searches find: publishes articles, takes them out of use, brings an earlier state
/// back. Each call is one release: searches see all of it or nothing, within a second of the
/// answer.
///
/// Every method throws a [Refusal]: `not_found`, `conflict`, `bad_request` with all `errors`, or a
/// [VersionConflict] when an article is not at the version the caller read.
@Component
class Publishing {

  /// How long a publisher waits until searches find it. It is stored whether they do or not.
  private static final Duration SEARCHABLE = Duration.ofSeconds(2);

  private final ArticleStore store;
  private final ArticleTable table;
  private final ArticleVersions versions;
  private final Releases releases;
  private final IndexFollower follower;
  private final ObjectProvider<WhenPublished> above;
  private final ShopProfile shop;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Publishing(
      ArticleStore store,
      ArticleTable table,
      ArticleVersions versions,
      Releases releases,
      IndexFollower follower,
      ObjectProvider<WhenPublished> above,
      ShopProfile shop,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.table = table;
    this.versions = versions;
    this.releases = releases;
    this.follower = follower;
    this.above = above;
    this.shop = shop;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// An article at the version its publisher has read.
  record Read(String id, long version) {

    /// At most so many that may be named at once.
    private static final int MOST = 200;

    /// @throws Refusal `bad_request` for none, too many, or one twice
    static void requireDistinct(@Nullable List<Read> all) {
      if (all == null || all.isEmpty() || all.size() > MOST) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "articles 要有 1 至 " + MOST + " 条");
      }
      var ids = new HashSet<String>();
      for (var each : all) {
        if (each == null || each.id() == null || !ids.add(each.id())) {
          throw new Refusal(ErrorCode.BAD_REQUEST, "articles 里有空值或重复的编号");
        }
      }
    }
  }

  /// What was done.
  ///
  /// @param release its number; null when nothing had to change
  /// @param articles as they stand now, in the order they were named
  /// @param gone those that a roll-back would have brought back and that were deleted
  record Done(@Nullable Long release, List<Article> articles, List<String> gone) {}

  /// Makes the latest versions those that searches find.
  ///
  /// @param note why
  Done publish(List<Read> articles, Author author, @Nullable String note) {
    var windows = shop.windows();
    return release(
        Kind.PUBLISHED,
        author,
        note,
        null,
        steps -> {
          for (var read : articles) {
            var article = store.atVersion(read.id(), read.version());
            switch (article.status()) {
              case PUBLISHED -> steps.leave(article);
              case RETIRED ->
                  throw new Refusal(ErrorCode.CONFLICT, "已停用的知识要先保存为草稿才能发布：" + article.id());
              case DRAFT, IN_REVIEW -> {
                Articles.refuse(ArticleRules.mistakes(article.fields(), windows));
                steps.take(article, article.published(now(), author.name()), Action.PUBLISHED);
              }
            }
          }
        });
  }

  /// Takes an article out of use. It stays to be read and restored.
  Done retire(Read read, Author author, @Nullable String note) {
    return release(
        Kind.RETIRED,
        author,
        note,
        null,
        steps -> {
          var article = store.atVersion(read.id(), read.version());
          if (article.status() == ArticleStatus.RETIRED) {
            steps.leave(article);
          } else {
            steps.take(article, article.retired(now(), author.name()), Action.RETIRED);
          }
        });
  }

  /// Searches find again what they found after release `number`; 0 for before the first. Drafts
  /// that are being written stay as they are, and what was deleted stays deleted.
  Done rollBack(long number, Author author, @Nullable String note) {
    return release(
        Kind.ROLLED_BACK,
        author,
        note,
        number,
        steps -> {
          if (number != 0 && !releases.exists(number)) {
            throw new Refusal(ErrorCode.NOT_FOUND, "没有编号为 " + number + " 的发布");
          }
          var since = releases.since(number);
          steps.leaveOut(since);
          var changed = since.stream().filter(i -> differs(i)).toList();
          changed.forEach(item -> store.releaseWordings(item.article()));
          changed.forEach(item -> bringBack(item, steps, author));
        });
  }

  /// What a roll-back to release `number` would change, with the risk of each article.
  List<Item> changedSince(long number) {
    return releases.since(number).stream().filter(i -> differs(i)).toList();
  }

  private boolean differs(Item item) {
    return !Objects.equals(
        found(item.article(), item.before()), found(item.article(), item.after()));
  }

  private @Nullable ArticleFields found(String article, @Nullable Long version) {
    return version == null
        ? null
        : versions.findForChange(article, version).map(ArticleVersion::fields).orElse(null);
  }

  private void bringBack(Item item, Steps steps, Author author) {
    var article = store.find(item.article()).orElseThrow(() -> Articles.notFound(item.article()));
    var fields = found(item.article(), item.before());
    var next = article.broughtBack(item.before(), fields, now(), author.name());
    Articles.refuse(store.mistakes(article.id(), next.fields().similar()));
    steps.take(article, next, Action.ROLLED_BACK);
  }

  /// Collects what a release does, and stores it step by step.
  private final class Steps {
    private final List<Item> items = new ArrayList<>();
    private final List<Article> articles = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final Author author;
    private final @Nullable String why;

    Steps(Author author, @Nullable String why) {
      this.author = author;
      this.why = why;
    }

    void leave(Article article) {
      articles.add(article);
    }

    void leaveOut(List<Item> all) {
      var found = all.stream().filter(item -> item.before() != null).map(Item::article).toList();
      gone.addAll(store.gone(found).stream().sorted().toList());
    }

    void take(Article before, Article after, Action action) {
      store.store(after, action, author, why);
      table.markEmergency(after.id(), isEmergency(after));
      items.add(Item.of(before, after));
      articles.add(after);
    }
  }

  @FunctionalInterface
  private interface Work {
    void doIn(Steps steps);
  }

  private Done release(
      Kind kind, Author author, @Nullable String note, @Nullable Long backTo, Work work) {
    var done =
        Objects.requireNonNull(
            transactions.execute(_ -> {
              var steps = new Steps(author, note);
              work.doIn(steps);
              refuseTooManyEmergencies();
              if (kind == Kind.PUBLISHED && !steps.items.isEmpty()) {
                tell(steps.items, author);
              }
              var number =
                  steps.items.isEmpty()
                      ? null
                      : Long.valueOf(
                          releases.record(kind, steps.items, author, now(), note, backTo));
              return new Done(number, steps.articles, steps.gone);
            }));
    if (done.release() != null) {
      var changed = done.articles().stream().map(Article::id).toList();
      follower.announce(done.release(), changed, SEARCHABLE);
    }
    return done;
  }

  private void tell(List<Item> items, Author author) {
    var versions =
        items.stream()
            .collect(Collectors.toMap(Item::article, item -> Objects.requireNonNull(item.after())));
    above.forEach(each -> each.published(versions, author.name(), now()));
  }

  private boolean isEmergency(Article article) {
    var found = found(article.id(), article.publishedVersion());
    return found != null && !found.emergency().isEmpty();
  }

  private void refuseTooManyEmergencies() {
    var windows = shop.windows();
    var now = clock.instant();
    long lasting =
        table.emergencies().stream()
            .map(e -> ArticleLife.endOf(e.fields(), windows))
            .filter(ends -> ends == null || now.isBefore(ends))
            .count();
    if (lasting > Emergencies.MOST) {
      throw new Refusal(ErrorCode.CONFLICT, "同时最多 " + Emergencies.MOST + " 组应急答案，请先停用不再需要的");
    }
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
