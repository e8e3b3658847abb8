package dev.kefu.knowledge;

import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes articles that were out of use for long enough, and says when that will be. What was out
/// of use before a database knew of this counts from then: nothing goes without its notice.
///
/// One node at a time deletes; one that lost its lease deletes nothing, because the fence is asked
/// for inside each transaction. Each article goes by itself and as a whole.
@Component
class ArticleDeletion {

  private static final Logger log = LoggerFactory.getLogger(ArticleDeletion.class);

  private static final String LEASE = "knowledge-retired";
  private static final Duration HELD = Duration.ofSeconds(60);
  private static final int BATCH = 100;

  private final GoneArticles gone;
  private final ArticleStore store;
  private final RetiredSettings settings;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final Leases leases;
  private final TransactionTemplate transactions;
  private final Clock clock;

  /// Written once in the life of a database; null until it was read.
  private volatile @Nullable Instant since;

  ArticleDeletion(
      GoneArticles gone,
      ArticleStore store,
      RetiredSettings settings,
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      Leases leases,
      TransactionTemplate transactions,
      Clock clock) {
    this.gone = gone;
    this.store = store;
    this.settings = settings;
    this.writer = writer;
    this.reader = reader;
    this.leases = leases;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// From when on an article may be deleted; null for one that is in use. Whoever brings it back
  /// before stops it. Any thread.
  @Nullable Instant deletesAt(Article article) {
    var counted = since();
    if (article.status() != ArticleStatus.RETIRED || counted == null) {
      return null;
    }
    var retired = article.updatedAt();
    return (retired.isBefore(counted) ? counted : retired).plus(settings.deleteAfter());
  }

  private @Nullable Instant since() {
    var known = since;
    if (known == null) {
      known =
          reader
              .sql("select since from article_deleting where id = 1")
              .query(Long.class)
              .optional()
              .map(Instant::ofEpochMilli)
              .orElse(null);
      since = known;
    }
    return known;
  }

  /// Says once for a database that articles are deleted from now on.
  void begin() {
    if (since() == null) {
      transactions.executeWithoutResult(_ ->
          writer
              .sql(
                  """
                  insert into article_deleting (id, since)
                  values (1, :now)
                  on conflict (id) do nothing
                  """)
              .param("now", clock.millis())
              .update());
    }
  }

  /// Deletes those that are due, unless another node does. One that cannot be deleted keeps none of
  /// the others.
  ///
  /// @return whether there may be more that can
  boolean deleteDue() {
    var counted = since();
    var before = clock.instant().minus(settings.deleteAfter());
    if (counted == null || counted.isAfter(before)) {
      return false;
    }
    var due = gone.due(before, BATCH);
    if (due.isEmpty()) {
      return false;
    }
    var lease = leases.take(LEASE, HELD);
    if (lease.isEmpty()) {
      return false;
    }
    var failed = due.stream().filter(id -> !isDealtWith(id, before, lease.get())).count();
    return due.size() == BATCH && failed < BATCH;
  }

  private boolean isDealtWith(String id, Instant before, Lease lease) {
    try {
      delete(id, before, lease);
      return true;
    } catch (DataAccessException e) {
      log.atError().setCause(e).addKeyValue("article", id).log("could not be deleted");
      return false;
    }
  }

  /// Unless somebody has brought it back meanwhile.
  private void delete(String id, Instant before, Lease lease) {
    transactions.executeWithoutResult(_ -> {
      var article = store.find(id).orElse(null);
      if (article != null
          && article.status() == ArticleStatus.RETIRED
          && !article.updatedAt().isAfter(before)
          && leases.holds(lease)) {
        gone.delete(article, clock.instant());
        log.atInfo().addKeyValue("article", id).log("deleted an article that was out of use");
      }
    });
  }
}
