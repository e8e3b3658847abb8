package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFolder;
import dev.kefu.content.ContentImport;
import dev.kefu.content.Shop;
import dev.kefu.content.TestImport;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaqImportTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  private static final Windows WINDOWS =
      new Windows(
          List.of(
              new Windows.Window(
                  "winter_sale", "冬季暖心节", NOW.minusSeconds(60), NOW.plusSeconds(60))));

  private static final String DRAFT =
      """
      ---
      id: kb_stock_now
      question: 这件有现货吗？
      ---
      有的。
      """;

  @TempDir Path data;
  @TempDir Path content;
  private TestKnowledge room;
  private FaqImport faq;

  @BeforeEach
  void open() {
    room = new TestKnowledge(data, Clock.systemUTC());
    faq = new FaqImport(room.store, room.releases, room.words);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void everyFieldOfAFileArrives() throws IOException {
    write(
        "faq/pre-sale/stock.md",
        """
        ---
        id: kb_stock_now
        question: 这件有现货吗？
        similar:
          - 有货没
          - 现在下单有货吗
        negative: [预售]
        category: 现货
        skus: [DRESS, SW-1]
        risk: medium
        window: winter_sale
        valid_from: 2026-11-01T00:00:00+08:00
        valid_until: P10D
        owner: editor
        tags: [库存]
        escalate: true
        status: published
        ---

        亲，库存{{stock|else:我帮您核实}}件，
        当天发出。
        """);

    importAll();

    var article = room.table.find("kb_stock_now").orElseThrow();
    assertThat(article.status()).isEqualTo(ArticleStatus.PUBLISHED);
    assertThat(article.fields())
        .isEqualTo(
            new ArticleFields(
                "这件有现货吗？",
                List.of("有货没", "现在下单有货吗"),
                List.of("预售"),
                "亲，库存{{stock|else:我帮您核实}}件，\n当天发出。",
                "现货",
                ArticleStage.PRE_SALE,
                List.of("DRESS", "SW-1"),
                Risk.MEDIUM,
                Instant.parse("2026-10-31T16:00:00Z"),
                NOW.plus(Duration.ofDays(10)),
                "winter_sale",
                "editor",
                List.of("库存"),
                true,
                null));
  }

  @Test
  void whatIsLeftOutIsPlain() throws IOException {
    write("faq/after-sale/stock.md", DRAFT);

    importAll();

    var article = room.table.find("kb_stock_now").orElseThrow();
    assertThat(article.status()).isEqualTo(ArticleStatus.DRAFT);
    assertThat(article.fields().stage()).isEqualTo(ArticleStage.AFTER_SALE);
    assertThat(article.fields().risk()).isEqualTo(Risk.LOW);
  }

  @Test
  void mistakesAreToldWithTheirLine() throws IOException {
    assertRefused(DRAFT.replace("kb_stock_now", "stock"), ":2: id: ");
    assertRefused(DRAFT.replace("有的。", "有{{stock}}件。"), ":5: answer: ");
    assertRefused(DRAFT.replace("有的。", "有{{weather|else:很多}}件。"), ":5: answer: ");
    assertRefused(DRAFT.replace("有的。", "货".repeat(1_001)), ":5: answer: ");
    assertRefused(DRAFT.replace("这件有现货吗？", "问".repeat(201)), ":3: question: ");
    assertRefused(DRAFT.replace("---\n有", "window: spring\n---\n有"), ":4: window: ");
    assertRefused(DRAFT.replace("---\n有", "colour: red\n---\n有"), ":4: unknown key");
    assertRefused(DRAFT.replace("---\n有", "risk: none\n---\n有"), ":4: risk: ");
    assertRefused(
        DRAFT.replace("---\n有", "valid_from: P2D\nvalid_until: P1D\n---\n有"), ":5: valid_until: ");
  }

  @Test
  void twoFilesShareNeitherIdNorWording() throws IOException {
    write("faq/a.md", DRAFT.replace("---\n有", "similar: [有貨沒]\n---\n有"));
    write("faq/b.md", DRAFT);
    assertThatThrownBy(this::importAll)
        .isInstanceOf(ContentError.class)
        .hasMessageContaining("b.md:2: id: ");

    write("faq/b.md", DRAFT.replace("now", "later").replace("---\n有", "similar: [有货没]\n---\n有"));
    assertThatThrownBy(this::importAll)
        .isInstanceOf(ContentError.class)
        .hasMessageContaining("b.md:4: similar: ");
  }

  @Test
  void wordsAreReadWithTheirComments() throws IOException {
    write("synonyms.txt", "# 一行一组\n现货, 有货 ,在库 # 库存\n\n快递,物流\n");
    write("lexicon.txt", "# 词\n云上生活馆\n连衣裙\n连衣裙\n");

    importAll();

    var words = room.words.current().words();
    assertThat(words.groups()).containsExactly(List.of("现货", "有货", "在库"), List.of("快递", "物流"));
    assertThat(words.lexicon()).containsExactlyInAnyOrder("云上生活馆", "连衣裙");
  }

  @Test
  void aWordThatStandsInTwoGroupsIsToldWithItsLine() throws IOException {
    write("synonyms.txt", "# 一行一组\n现货,有货\n有貨,在库\n");

    assertThatThrownBy(this::importAll)
        .isInstanceOf(ContentError.class)
        .hasMessageContaining("synonyms.txt:3: “有貨”已在“现货、有货”一组里");
  }

  /// The shop's real content, from an empty database to the first answer.
  @Test
  void theWholeKnowledgeFolderIsSearchable() {
    TestImport.run(room.database, Path.of("knowledge-base"), Clock.fixed(NOW, ZoneOffset.UTC), faq);
    room.follower.announce(room.changes.last(), List.of(), Duration.ofMinutes(2));

    var hit =
        room.knowledge.search(new Question("拍了两天了咋还不给发", null, null, null, NOW, 3)).getFirst();
    assertThat(hit.confidence()).isNotEqualTo(Confidence.NONE);
  }

  private void assertRefused(String file, String message) throws IOException {
    write("faq/wrong.md", file);

    assertThatThrownBy(this::importAll)
        .isInstanceOf(ContentError.class)
        .hasMessageContaining("/faq/wrong.md" + message);
    assertThat(room.table.inOrder("", 10)).isEmpty();
  }

  private void importAll() {
    store(new ContentImport.Content(ContentFolder.at(content), NOW, Shop.UNTOLD, WINDOWS));
  }

  private void store(ContentImport.Content all) {
    var prepared = faq.check(all);
    room.database.transactions().executeWithoutResult(_ -> prepared.store());
  }

  private void write(String name, String text) throws IOException {
    var file = content.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
