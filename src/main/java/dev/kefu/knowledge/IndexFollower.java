package dev.kefu.knowledge;

import dev.kefu.cluster.Signals;
import dev.kefu.storage.DataFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Carries what changes in the database over to the index, on one thread, in the order of the
/// change numbers. Whoever changed something wakes it; a look every few seconds repairs a lost
/// call.
@Component
class IndexFollower implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);

  private static final String FOLDER = "index";
  private static final String TOPIC = "knowledge";
  private static final int BATCH = 100;
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final DataFolder data;
  private final Changes changes;
  private final Embeddings embeddings;
  private final Signals signals;
  private final ApplicationEventPublisher events;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  // guarded by lock
  private boolean woken;
  private boolean running;
  private boolean caughtUp;
  private @Nullable Thread thread;

  /// What was published through this node and not found yet, by the number of its change.
  private final SortedMap<Long, List<String>> awaited = new TreeMap<>();

  private volatile @Nullable ArticleIndex index;

  IndexFollower(
      DataFolder data,
      Changes changes,
      Embeddings embeddings,
      Signals signals,
      ApplicationEventPublisher events) {
    this.data = data;
    this.changes = changes;
    this.embeddings = embeddings;
    this.signals = signals;
    this.events = events;
    signals.listen(TOPIC, _ -> wake());
  }

  /// Before the port is opened, and after it was closed.
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    lock.lock();
    try {
      index = ArticleIndex.open(data.resolve(FOLDER), changes.origin(), changes.last());
      running = true;
      thread = Thread.ofPlatform().daemon().name("knowledge-index").start(this::follow);
    } finally {
      lock.unlock();
    }
  }

  /// The index to search in; null before the start and after the stop.
  @Nullable ArticleIndex index() {
    return index;
  }

  /// Whether everything was found in the index at least once since the start.
  boolean hasCaughtUp() {
    lock.lock();
    try {
      return caughtUp;
    } finally {
      lock.unlock();
    }
  }

  /// Tells every node that the database has changed, and waits until searches on this one see it.
  /// [KnowledgePublished] tells then, however long it takes.
  ///
  /// @param change the number of the change, committed
  /// @param articles those that were changed
  /// @return whether they do; false when it took longer than `patience`
  boolean announce(long change, List<String> articles, Duration patience) {
    await(change, articles);
    signals.nudge(TOPIC + "/articles", change);
    long left = patience.toNanos();
    lock.lock();
    try {
      while (running && reached() < change) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return reached() >= change;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private long reached() {
    var open = index;
    return open == null ? 0 : open.change();
  }

  private void follow() {
    while (isRunning()) {
      try {
        var open = index;
        if (open != null) {
          catchUp(open);
          tellOf(open.change());
        }
      } catch (IOException | RuntimeException e) {
        log.atError().setCause(e).log("the index could not follow the articles, trying again");
      }
      rest();
    }
  }

  /// Searches see all of it at once: what was published together is never found in part.
  private void catchUp(ArticleIndex open) throws IOException {
    long reached = open.change();
    var batch = changes.after(reached, BATCH);
    while (!batch.isEmpty() && isRunning()) {
      apply(batch, open);
      reached = batch.getLast().number();
      batch = changes.after(reached, BATCH);
    }
    var all = batch.isEmpty();
    if (all && reached > open.change()) {
      open.commit(reached);
    } else if (all) {
      open.refresh();
    }
    lock.lock();
    try {
      caughtUp = caughtUp || all;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await(long change, List<String> articles) {
    lock.lock();
    try {
      awaited.put(change, articles);
    } finally {
      lock.unlock();
    }
  }

  private void tellOf(long reached) {
    var articles = new HashSet<String>();
    lock.lock();
    try {
      var found = awaited.headMap(reached + 1);
      found.values().forEach(articles::addAll);
      found.clear();
    } finally {
      lock.unlock();
    }
    if (!articles.isEmpty()) {
      events.publishEvent(new KnowledgePublished(Set.copyOf(articles)));
    }
  }

  private void apply(List<Changes.Change> batch, ArticleIndex open) throws IOException {
    var texts = new ArrayList<Sentence>();
    for (var change : batch) {
      if (change.published() != null) {
        texts.addAll(Rows.sentences(change.published().fields()));
      }
    }
    var vectors = embeddings.of(texts);
    for (var change : batch) {
      if (change.published() == null) {
        open.remove(change.article());
      } else {
        open.put(change.published(), vectors);
      }
    }
  }

  private void wake() {
    lock.lock();
    try {
      woken = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void rest() {
    long left = LOOK.toNanos();
    lock.lock();
    try {
      while (running && !woken && left > 0) {
        left = moved.awaitNanos(left);
      }
      woken = false;
    } catch (InterruptedException _) {
      running = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    var following = halt();
    try {
      if (following != null) {
        following.join(TimeUnit.SECONDS.toMillis(10));
      }
      var open = index;
      index = null;
      if (open != null) {
        open.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("the index did not close cleanly");
    }
  }

  private @Nullable Thread halt() {
    lock.lock();
    try {
      running = false;
      moved.signalAll();
      return thread;
    } finally {
      lock.unlock();
    }
  }
}
