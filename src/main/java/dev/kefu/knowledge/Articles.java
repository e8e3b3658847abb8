package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What is done with one article before it is published: written, handed in, given back, restored.
/// Each step is a new version; nothing is lost while the article is there. What searches find is
/// [Publishing]'s.
///
/// Every method throws a [Refusal]: `not_found`, `bad_request` with all `errors`, or a
/// [VersionConflict] when the article is not at the version the caller read.
@Component
class Articles {

  private final ArticleStore store;
  private final ArticleVersions versions;
  private final ShopProfile shop;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Articles(
      ArticleStore store,
      ArticleVersions versions,
      ShopProfile shop,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.versions = versions;
    this.shop = shop;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param wantedId null for one that is made up
  Article create(
      @Nullable String wantedId, ArticleFields fields, Author author, @Nullable String why) {
    var id = wantedId == null ? Ids.next("kb_") : wantedId;
    refuse(ArticleRules.mistakesInId(id));
    refuse(ArticleRules.mistakes(fields, shop.windows()));
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          if (store.find(id).isPresent()) {
            throw new Refusal(ErrorCode.CONFLICT, "编号 " + id + " 已被使用");
          }
          refuse(store.mistakesInNew(id));
          refuse(store.mistakes(id, fields.similar()));
          var article = Article.draft(id, fields, now(), author.name());
          store.store(article, Action.SAVED, author, why);
          return article;
        }));
  }

  Article save(String id, long read, ArticleFields fields, Author author, @Nullable String why) {
    refuse(ArticleRules.mistakes(fields, shop.windows()));
    return step(
        id,
        read,
        article -> {
          refuse(store.mistakes(id, fields.similar()));
          return article.saved(fields, now(), author.name());
        },
        Action.SAVED,
        author,
        why);
  }

  /// Hands a draft in for somebody else to publish; what is handed in already stays so.
  Article submit(String id, long read, Author author, @Nullable String why) {
    var windows = shop.windows();
    return step(
        id,
        read,
        article ->
            switch (article.status()) {
              case IN_REVIEW -> article;
              case DRAFT -> {
                refuse(ArticleRules.mistakes(article.fields(), windows));
                yield article.submitted(now(), author.name());
              }
              case PUBLISHED -> throw new Refusal(ErrorCode.CONFLICT, "这一版已经发布");
              case RETIRED -> throw new Refusal(ErrorCode.CONFLICT, "已停用的知识要先保存为草稿");
            },
        Action.SUBMITTED,
        author,
        why);
  }

  /// Gives what was handed in back to its writer.
  Article reject(String id, long read, Author author, @Nullable String why) {
    return step(
        id,
        read,
        article -> {
          if (article.status() != ArticleStatus.IN_REVIEW) {
            throw new Refusal(ErrorCode.CONFLICT, "这条知识不在审核中");
          }
          return article.rejected(now(), author.name());
        },
        Action.REJECTED,
        author,
        why);
  }

  /// Makes what an older version said the newest draft.
  Article restore(String id, long read, long version, Author author, @Nullable String why) {
    var old =
        versions
            .find(id, version)
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有版本 " + version));
    refuse(ArticleRules.mistakes(old.fields(), shop.windows()));
    return step(
        id,
        read,
        article -> {
          refuse(store.mistakes(id, old.fields().similar()));
          return article.saved(old.fields(), now(), author.name());
        },
        Action.RESTORED,
        author,
        why);
  }

  private Article step(
      String id,
      long read,
      UnaryOperator<Article> step,
      Action action,
      Author author,
      @Nullable String why) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var article = store.atVersion(id, read);
          var next = step.apply(article);
          if (next.version() > article.version()) {
            store.store(next, action, author, why);
          }
          return next;
        }));
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static Refusal notFound(String id) {
    return new Refusal(ErrorCode.NOT_FOUND, "没有编号为 " + id + " 的知识");
  }

  static void refuse(List<Mistake> mistakes) {
    if (!mistakes.isEmpty()) {
      var first = mistakes.getFirst();
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          first.field() + "：" + first.message(),
          Map.of("errors", new ArrayList<>(mistakes)));
    }
  }

  /// What [#refuse] has told; null of another refusal.
  static @Nullable List<Mistake> mistakes(Refusal refusal) {
    return refusal.details().get("errors") instanceof List<?> all
        ? all.stream().filter(Mistake.class::isInstance).map(Mistake.class::cast).toList()
        : null;
  }
}
