package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What editors do with one article: save, publish, retire. Each step is a new version; nothing is
/// ever lost.
///
/// Every method throws a [Refusal]: `not_found`, `bad_request` with all `errors`, or a
/// [VersionConflict] when the article is not at the version the caller read.
@Component
class Articles {

  /// How long a publisher waits until searches find it. It is stored whether they do or not.
  private static final Duration SEARCHABLE = Duration.ofSeconds(2);

  private final ArticleStore store;
  private final IndexFollower follower;
  private final ShopProfile shop;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Articles(
      ArticleStore store,
      IndexFollower follower,
      ShopProfile shop,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.follower = follower;
    this.shop = shop;
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Stored(Article article, OptionalLong change) {}

  /// @param wantedId null for one that is made up
  Article create(@Nullable String wantedId, ArticleFields fields, Author author) {
    var id = wantedId == null ? Ids.next("kb_") : wantedId;
    refuse(ArticleRules.mistakesInId(id));
    refuse(ArticleRules.mistakes(fields, shop.windows()));
    return inTransaction(
            () -> {
              if (store.find(id).isPresent()) {
                throw new Refusal(ErrorCode.CONFLICT, "编号 " + id + " 已被使用");
              }
              refuse(store.mistakes(id, fields.similar()));
              return stored(Article.draft(id, fields, now(), author.name()), Action.SAVED, author);
            })
        .article();
  }

  Article save(String id, long read, ArticleFields fields, Author author) {
    refuse(ArticleRules.mistakes(fields, shop.windows()));
    return inTransaction(
            () -> {
              var article = atVersion(id, read);
              refuse(store.mistakes(id, fields.similar()));
              return stored(article.saved(fields, now(), author.name()), Action.SAVED, author);
            })
        .article();
  }

  /// Makes the latest version the one that searches find; they do within a second of the answer.
  Article publish(String id, long read, Author author) {
    var windows = shop.windows();
    var stored =
        inTransaction(() -> {
          var article = atVersion(id, read);
          return switch (article.status()) {
            case PUBLISHED -> unchanged(article);
            case RETIRED -> throw new Refusal(ErrorCode.CONFLICT, "已停用的知识要先保存为草稿才能发布");
            case DRAFT -> {
              refuse(ArticleRules.mistakes(article.fields(), windows));
              var next = article.published(now(), author.name());
              yield stored(next, Action.PUBLISHED, author);
            }
          };
        });
    awaitSearchable(stored);
    return stored.article();
  }

  /// Takes an article out of use. It stays to be read and restored.
  Article retire(String id, long read, Author author) {
    var stored =
        inTransaction(() -> {
          var article = atVersion(id, read);
          return article.status() == ArticleStatus.RETIRED
              ? unchanged(article)
              : stored(article.retired(now(), author.name()), Action.RETIRED, author);
        });
    awaitSearchable(stored);
    return stored.article();
  }

  private Stored inTransaction(Supplier<Stored> step) {
    return Objects.requireNonNull(transactions.execute(_ -> step.get()));
  }

  private Article atVersion(String id, long read) {
    var article = store.find(id).orElseThrow(() -> notFound(id));
    if (article.version() != read) {
      throw new VersionConflict(article.version());
    }
    return article;
  }

  private Stored stored(Article article, Action action, Author author) {
    return new Stored(article, store.store(article, action, author));
  }

  private static Stored unchanged(Article article) {
    return new Stored(article, OptionalLong.empty());
  }

  private void awaitSearchable(Stored stored) {
    stored.change().ifPresent(change -> follower.announce(change, SEARCHABLE));
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static Refusal notFound(String id) {
    return new Refusal(ErrorCode.NOT_FOUND, "没有编号为 " + id + " 的知识");
  }

  private static void refuse(List<Mistake> mistakes) {
    if (!mistakes.isEmpty()) {
      var first = mistakes.getFirst();
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          first.field() + "：" + first.message(),
          Map.of("errors", new ArrayList<>(mistakes)));
    }
  }
}
