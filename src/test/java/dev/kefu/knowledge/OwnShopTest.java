package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kefu.base.Stage;
import dev.kefu.base.StartRefused;
import dev.kefu.knowledge.PinnedQuestions.Pinned;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnShopTest {

  private final Instant now = Instant.now();

  @TempDir Path folder;
  private TestKnowledge room;

  @BeforeEach
  void aShopWithTwoArticles() {
    room = new TestKnowledge(folder, Clock.systemUTC());
    publish("kb_ship", article("下单以后多久发货？", "付款后 2 天内发货。").similar("几天能发出来"));
    publish("kb_wash", article("羊毛衫可以机洗吗？", "请用冷水手洗。"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatIsPinnedIsAskedOfWhatIsPublishedBesideAPlainSearch() {
    pin("几天能发出来呀", null, null, "kb_ship");
    pin("羊毛衫能不能机洗", null, null, "kb_wash");
    pin("今天天气怎么样", null, null, null);
    room.articles.save("kb_wash", 2, article("另一个问题？", "还没写完。").fields(), EDITOR);

    var told = measured();

    assertThat(told)
        .contains("| own pinned questions | 2, 1 | BM25, wordings | 1.000 |")
        .contains(
            "| 2, 1 | Kefu, wordings | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 0.000 |")
        .doesNotContain("held out");
    assertThat(told.lines().filter(line -> line.startsWith("| own pinned questions | Kefu, w")))
        .singleElement()
        .asString()
        .matches(".*\\| (\\d), \\1 \\| (\\d), \\2 \\| (\\d), \\3 \\|");
  }

  @Test
  void aQuestionIsAskedForItsStageAndProductAsWhenPublishing() {
    publish("kb_wash_a", article("羊毛衫可以机洗吗？", "DRS-A 可以机洗。").skus("DRS-A"));
    publish("kb_ship_after", article("下单以后多久发货？", "请看物流。").stage(ArticleStage.AFTER_SALE));
    pin("羊毛衫可以机洗吗", null, "DRS-A", "kb_wash_a");
    pin("羊毛衫可以机洗吗", null, "DRS-B", "kb_wash");
    pin("下单以后多久发货", Stage.PRE_SALE, null, "kb_ship");

    assertThat(measured())
        .contains("| 3, 0 | Kefu, wordings | 1.000 | 1.000 | 1.000 | 1.000 | – |");
  }

  @Test
  void whatDoesNotHoldNowIsNotThereToBeFound() {
    publish("kb_over", article("满减活动还有吗？", "有。").valid(null, now.minusSeconds(60)));
    publish("kb_soon", article("年货节几号开始？", "看公告。").valid(now.plusSeconds(3_600), null));
    publish("kb_out", article("可以自提吗？", "可以。"));
    room.articles.retire("kb_out", 2, EDITOR);
    room.articles.create("kb_draft", article("可以开票吗？", "可以。").fields(), EDITOR);
    for (var id : List.of("kb_over", "kb_soon", "kb_out", "kb_draft")) {
      pin("有人问 " + id, null, null, id);
    }

    var questions = new OwnShop(room.database.reader(), now).questions();

    assertThat(questions.articles())
        .extracting(Published::id)
        .containsExactlyInAnyOrder("kb_ship", "kb_wash");
    assertThat(measured()).contains("own: 4 articles named as right are not there");
  }

  @Test
  void aShopThatHasPinnedNothingIsToldWhere() {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(this::measured)
        .withMessageContaining("No question is pinned")
        .satisfies(refused -> assertThat(refused.remedy()).contains("/console/knowledge"));
  }

  @Test
  @Tag("sqlite")
  void measuringWritesNothing() throws SQLException, IOException {
    pin("多久发货", null, null, "kb_ship");
    var files = files();
    try (var connection = room.database.readers().getConnection()) {
      var before = changesOfOthers(connection);

      measured();

      assertThat(changesOfOthers(connection)).isEqualTo(before);
    }
    assertThat(files()).isEqualTo(files);
  }

  /// Another number once anybody else has committed something.
  private static long changesOfOthers(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("pragma data_version")) {
      return row.getLong(1);
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private String measured() {
    var out = new ByteArrayOutputStream();
    Evaluation.run(room.database.reader(), now, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private void pin(
      String question, @Nullable Stage stage, @Nullable String sku, @Nullable String article) {
    room.pinned.add(new Pinned("", question, stage, sku, article, "小周", Instant.EPOCH));
  }

  private void publish(String id, Samples.Builder article) {
    room.articles.create(id, article.fields(), EDITOR);
    room.articles.publish(id, 1, EDITOR);
  }
}
