package dev.kefu.knowledge;

import dev.kefu.cluster.TestSignals;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.DataFolder;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// The whole room on a real database and a real index, put together as the program does.
final class TestKnowledge implements AutoCloseable {

  /// Loading the model takes half a second: one serves all tests.
  static final Embedder EMBEDDER = new Embedder();

  final TestDatabase database;
  final ArticleTable table;
  final ListedArticles listed;
  final ArticleUse use;
  final ArticleVersions versions;
  final ArticleStore store;
  final GoneArticles gone;
  final Changes changes;
  final ShopWords words;
  final ShopProfile shop;
  final IndexFollower follower;
  final Releases releases;
  final Publishing publishing;
  final TestArticles articles;
  final Distinct distinct;
  final NearArticles nearArticles;
  final Rehearsals rehearsals;
  final PinnedQuestions pinned;
  final PublishGate gate;
  final Knowledge knowledge;
  final List<Object> events = new CopyOnWriteArrayList<>();

  /// The rooms above, which hear of what goes out.
  final StaticListableBeanFactory above = new StaticListableBeanFactory();

  TestKnowledge(Path folder, Clock clock) {
    database = TestDatabase.create(folder);
    var writer = database.writer();
    var reader = database.reader();
    table = new ArticleTable(writer, reader);
    listed = new ListedArticles(reader);
    use = new ArticleUse(writer, reader, database.transactions(), clock);
    versions = new ArticleVersions(writer, reader);
    changes = new Changes(writer, reader);
    words = new ShopWords(writer, reader);
    gone = new GoneArticles(writer, reader);
    store = new ArticleStore(table, versions, new SimilarWordings(writer), gone);
    shop = new ShopProfile(reader);
    var embeddings = new Embeddings(EMBEDDER, writer, reader, database.transactions());
    follower =
        new IndexFollower(
            new DataFolder(folder), changes, embeddings, TestSignals.local(), events::add);
    releases = new Releases(writer, reader, changes);
    var transactions = database.transactions();
    publishing =
        new Publishing(
            store,
            table,
            versions,
            releases,
            follower,
            above.getBeanProvider(WhenPublished.class),
            shop,
            transactions,
            clock);
    articles =
        new TestArticles(new Articles(store, versions, shop, transactions, clock), publishing);
    distinct = new Distinct(writer, reader);
    nearArticles = new NearArticles(follower, EMBEDDER, shop, distinct, clock);
    rehearsals = new Rehearsals(follower, embeddings, EMBEDDER, shop, words);
    pinned = new PinnedQuestions(writer, reader, rehearsals, transactions, clock);
    gate = new PublishGate(nearArticles, pinned, new Approval(versions));
    knowledge = new Knowledge(follower, new Meaning(EMBEDDER), shop, words, table, clock);
    follower.start();
  }

  @Override
  public void close() {
    follower.stop();
    database.close();
  }
}
