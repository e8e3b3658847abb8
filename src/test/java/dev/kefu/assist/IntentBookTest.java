package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentFolder;
import dev.kefu.conversation.TestConversations;
import dev.kefu.knowledge.TestMeaning;
import dev.kefu.storage.TestDatabase;
import dev.kefu.storage.VersionLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Editors own the examples of what shoppers want.
class IntentBookTest {

  private static final Staff EDITOR =
      new Staff(new StaffId("usr_editor"), "editor", "小周", Set.of(Role.EDITOR), null);
  private static final Instant NOW = Instant.parse("2026-07-01T04:00:00Z");
  private static final List<Intent> SHOP =
      HelpFiles.intents(ContentFolder.at(Path.of("knowledge-base")));

  @TempDir Path folder;

  private TestDatabase database;
  private IntentBook book;
  private IntentDesk desk;

  @BeforeEach
  void aShopWithItsOwnExamples() {
    database = TestDatabase.create(folder);
    book = node();
    database
        .transactions()
        .executeWithoutResult(_ -> book.change(0, SHOP, List.of(), VersionLog.IMPORT, NOW));
    desk =
        new IntentDesk(
            book,
            TestMeaning.shared(),
            database.transactions(),
            Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
  }

  private IntentBook node() {
    return new IntentBook(
        new HelpRows(database.writer(), database.reader(), TestConversations.JSON),
        database.writer(),
        database.reader(),
        TestConversations.JSON);
  }

  @AfterEach
  void itCloses() {
    database.close();
  }

  @Test
  void anExampleThatIsAddedIsKnownOnEveryNodeAtOnce() {
    var other = node();
    var intents = new Intents(other, TestMeaning.shared());
    assertThat(other.current().version()).isEqualTo(1);
    assertThat(intents.of("支持刻字服务不", List.of())).isNotEqualTo(java.util.Optional.of("repair"));

    var now = desk.change(EDITOR, 1, List.of(add("repair", "支持刻字服务吗")));

    assertThat(now.version()).isEqualTo(2);
    assertThat(other.current().version()).isEqualTo(2);
    assertThat(intents.of("支持刻字服务不", List.of())).contains("repair");
  }

  @Test
  void whoChangedWhatIsKept() {
    desk.change(EDITOR, 1, List.of(add("stock", "有现成的吗"), move("stock", "有货吗", "price")));
    desk.change(EDITOR, 2, List.of(remove("stock", "有现成的吗")));

    assertThat(book.versions(Long.MAX_VALUE, 10))
        .extracting(version -> version.by() + " " + version.changes().size())
        .containsExactly("usr_editor 1", "usr_editor 2", "import 0");
    assertThat(examples("price")).endsWith("有货吗");
    assertThat(examples("stock")).doesNotContain("有货吗", "有现成的吗");
  }

  @Test
  void ofTwoWhoChangeTheSameTheSecondIsTold() {
    desk.change(EDITOR, 1, List.of(add("stock", "有现成的吗")));

    assertThatThrownBy(() -> desk.change(EDITOR, 1, List.of(add("stock", "还有余量吗"))))
        .isInstanceOf(VersionConflict.class);
    assertThat(examples("stock")).doesNotContain("还有余量吗");
  }

  @Test
  void whatCannotBeIsRefusedAndNothingIsChanged() {
    refused("已是“stock”的示例", add("price", " 有貨吗 "));
    refused("没有“weather”这个标签", add("weather", "下雨吗"));
    refused("不是“price”的示例", remove("price", "有货吗"));
    refused("1 至 200 个字", add("price", " "));
    refused("1 至 200 个字", add("price", "贵".repeat(201)));
    refused("至少要留一条", all("human"));

    assertThat(book.current().version()).isEqualTo(1);
    assertThat(book.current().intents()).isEqualTo(SHOP);
  }

  private void refused(String text, IntentChange... changes) {
    assertThatThrownBy(() -> desk.change(EDITOR, 1, List.of(changes)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(text);
  }

  private IntentChange[] all(String intent) {
    return examples(intent).stream().map(text -> remove(intent, text)).toArray(IntentChange[]::new);
  }

  @Test
  void whatIsExportedIsImportedAsItWas() {
    desk.change(EDITOR, 1, List.of(add("stock", "有\"现成\"的\\吗"), remove("stock", "有货吗")));
    var kept = book.current().intents();
    var file = IntentFile.write(kept);

    var read = desk.read(file.getBytes(StandardCharsets.UTF_8));
    assertThat(read).isEqualTo(kept);
    assertThat(IntentFile.write(read)).isEqualTo(file);
    assertThat(IntentChange.between(kept, read)).isEmpty();
    assertThat(HelpFiles.intents(new ContentFile("intents.yaml", IntentFile.write(SHOP))))
        .isEqualTo(SHOP);
  }

  @Test
  void aFileReplacesAllExamplesAndItsChangesAreKept() {
    desk.change(EDITOR, 1, List.of(add("stock", "有现成的吗"), move("stock", "有货吗", "price")));

    desk.replace(EDITOR, 2, SHOP);

    assertThat(book.current().intents()).isEqualTo(SHOP);
    assertThat(book.versions(Long.MAX_VALUE, 1).getFirst().changes())
        .containsExactlyInAnyOrder(remove("stock", "有现成的吗"), move("price", "有货吗", "stock"));
  }

  @Test
  void aFileThatIsNoneIsRefused() {
    assertThatThrownBy(() -> desk.read("- intent: weather\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("intents.yaml:1");
    assertThatThrownBy(() -> desk.read(new byte[] {(byte) 0xff, 0})).isInstanceOf(Refusal.class);
    var twice =
        SHOP.stream().map(each -> new Intent(each.intent(), each.title(), List.of("一样"))).toList();
    assertThatThrownBy(() -> desk.read(IntentFile.write(twice).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("已是“goods”的示例");
    assertThatThrownBy(() -> desk.replace(EDITOR, 1, SHOP.subList(0, 5)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("缺少");
  }

  @Test
  void anEditorSeesWhatAnEditWouldDoBeforeItIsMade() {
    var changes =
        examples("invoice").stream().limit(12).map(text -> move("invoice", text, "goods")).toList();

    var trial = desk.attempt(changes);

    assertThat(trial.before()).hasSameSizeAs(trial.after());
    assertThat(right(trial.after())).isLessThan(right(trial.before()));
    assertThat(right(desk.named())).isEqualTo(right(trial.before()));
    assertThat((double) right(trial.before()) / trial.before().size()).isGreaterThan(0.5);
    assertThat(book.current().version()).isEqualTo(1);
  }

  private static long right(List<Intents.Named> all) {
    return all.stream()
        .filter(each -> each.named().filter(each.intent()::equals).isPresent())
        .count();
  }

  private List<String> examples(String intent) {
    return book.current().intents().stream()
        .filter(each -> each.intent().equals(intent))
        .findFirst()
        .orElseThrow()
        .examples();
  }

  private static IntentChange add(String intent, String text) {
    return new IntentChange(IntentChange.Op.ADD, intent, text, null);
  }

  private static IntentChange remove(String intent, String text) {
    return new IntentChange(IntentChange.Op.REMOVE, intent, text, null);
  }

  private static IntentChange move(String intent, String text, String to) {
    return new IntentChange(IntentChange.Op.MOVE, intent, text, to);
  }
}
