package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFollowerTest {

  @TempDir Path folder;
  private TestKnowledge room;
  private String shipping;

  @BeforeEach
  void publishOne() {
    room = new TestKnowledge(folder, Clock.systemUTC());
    var draft = room.articles.create(null, article("多久发货？", "24小时内。").fields(), EDITOR);
    shipping = room.articles.publish(draft.id(), draft.version(), EDITOR).id();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void anIndexThatFitsIsKeptAndNoVectorIsComputedAgain() throws IOException {
    room.close();
    var before = files();

    room = new TestKnowledge(folder, Clock.systemUTC());
    room.follower.announce(1, List.of(), Duration.ofSeconds(5));

    assertThat(files()).containsAllEntriesOf(before);
    assertFound();
  }

  @Test
  void aDeletedIndexIsMadeAnew() throws IOException {
    room.close();
    for (var file : files().keySet()) {
      Files.delete(file);
    }

    reopen();

    assertFound();
  }

  @Test
  void aDamagedFileMeansANewIndex() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      room.close();
      var files = files().keySet().stream().filter(f -> !f.endsWith("write.lock")).toList();
      var victim = files.get(random.nextInt(files.size()));
      var bytes = Files.readAllBytes(victim);
      for (int i = 0; i < 1 + bytes.length / 50; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(victim, bytes);

      reopen();

      assertThat(found()).as("seed %s, round %s, %s", seed, round, victim).isTrue();
    }
  }

  /// As after an update of the program that writes rows otherwise.
  @Test
  void anIndexOfAnEarlierFormIsMadeAnew() throws IOException {
    room.close();
    writeForm("2/as before");

    reopen();

    assertFound();
    assertThat(form()).isNotEqualTo("2/as before");
  }

  /// Leaves an empty index that says it is up to date.
  private void writeForm(String form) throws IOException {
    try (var directory = FSDirectory.open(folder.resolve("index"));
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      var data = new HashMap<String, String>();
      writer.getLiveCommitData().forEach(each -> data.put(each.getKey(), each.getValue()));
      data.put("form", form);
      writer.deleteAll();
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    }
  }

  private @Nullable String form() throws IOException {
    try (var directory = FSDirectory.open(folder.resolve("index"));
        var reader = DirectoryReader.open(directory)) {
      return reader.getIndexCommit().getUserData().get("form");
    }
  }

  @Test
  void anIndexOfAnotherDatabaseIsOfNoUse() {
    room.database.writer().sql("update knowledge_change set origin = 'kbase_other'").update();
    room.database.writer().sql("update article set change = 0").update();

    reopen();

    assertThat(found()).isFalse();
  }

  /// As after a backup was brought back that is older than the index.
  @Test
  void anIndexThatIsAheadOfTheDatabaseIsMadeAnew() {
    var other = room.articles.create(null, article("能开发票吗？", "可以。").fields(), EDITOR);
    room.articles.publish(other.id(), other.version(), EDITOR);
    room.database
        .writer()
        .sql("delete from article_version where article_id = ?")
        .param(other.id())
        .update();
    room.database.writer().sql("delete from article where id = ?").param(other.id()).update();
    room.database.writer().sql("update knowledge_change set change = 1").update();

    reopen();

    assertThat(room.knowledge.search(ask("发票"))).extracting(Hit::article).containsExactly(shipping);
  }

  @Test
  void aChangeThatNobodyToldIsFoundByLooking() {
    room.database
        .transactions()
        .executeWithoutResult(_ -> {
          var silent =
              Article.published(
                  "kb_silent", article("能开发票吗？", "可以。").fields(), Instant.EPOCH, "小周");
          room.store.store(silent, ArticleVersion.Action.PUBLISHED, EDITOR, null);
          room.releases.record(
              Releases.Kind.PUBLISHED,
              List.of(Releases.Item.of(null, silent)),
              EDITOR,
              Instant.EPOCH,
              null,
              null);
        });

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> room.knowledge.search(ask("发票")).size() == 2);
  }

  private void reopen() {
    room.close();
    room = new TestKnowledge(folder, Clock.systemUTC());
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(room.follower::hasCaughtUp);
  }

  private void assertFound() {
    assertThat(found()).isTrue();
  }

  private boolean found() {
    return room.knowledge.search(ask("啥时候发货")).stream()
        .anyMatch(hit -> hit.article().equals(shipping));
  }

  private Map<Path, FileTime> files() throws IOException {
    var times = new HashMap<Path, FileTime>();
    try (var files = Files.list(folder.resolve("index"))) {
      for (var file : files.toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  private static Question ask(String text) {
    return new Question(text, null, null, null, Instant.now(), 10);
  }
}
