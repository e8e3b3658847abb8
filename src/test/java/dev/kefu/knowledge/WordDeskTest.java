package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentFile;
import dev.kefu.knowledge.PinnedQuestions.Pinned;
import dev.kefu.knowledge.WordChange.Op;
import dev.kefu.knowledge.WordDesk.Kind;
import dev.kefu.storage.VersionLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Editors own the shop's words.
class WordDeskTest {

  private static final Staff ZHOU =
      new Staff(new StaffId("usr_editor"), "editor", "小周", Set.of(Role.EDITOR), null);
  private static final List<String> STOCK = List.of("现货", "有货", "在库");
  private static final List<String> POST = List.of("快递", "物流");

  @TempDir Path folder;
  private TestKnowledge room;
  private WordDesk desk;

  @BeforeEach
  void aShopWithWordsOfItsOwn() {
    room = new TestKnowledge(folder, Clock.systemUTC());
    desk =
        new WordDesk(
            room.words,
            room.rehearsals,
            room.gate,
            room.database.transactions(),
            Clock.systemUTC());
    publish("kb_post", article("发哪家物流？", "默认发中通。"));
    publish("kb_stock", article("这款是现货吗？", "有现货。"));
    var words = new Words(List.of(STOCK, POST), List.of("连衣裙"));
    room.database
        .transactions()
        .executeWithoutResult(
            _ -> room.words.change(0, words, List.of(), VersionLog.IMPORT, Instant.EPOCH));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aWordThatIsAddedIsSearchedForOnEveryNodeAtOnce() {
    var other = new ShopWords(room.database.writer(), room.database.reader());
    assertThat(other.synonyms().of("走镖的是谁")).isEmpty();
    var before = score("走镖的是谁");

    change(1, new WordChange(Op.CHANGE_GROUP, POST, List.of("快递", "物流", " 走镖 ")));

    assertThat(other.current().version()).isEqualTo(2);
    assertThat(other.synonyms().of("走镖的是谁")).containsExactly("快递", "物流", "走镖");
    assertThat(score("走镖的是谁")).isGreaterThan(before);
    change(2, new WordChange(Op.REMOVE_GROUP, List.of("快递", "物流", "走镖"), null));
    assertThat(other.synonyms().of("走镖的是谁")).isEmpty();
    assertThat(score("走镖的是谁")).isEqualTo(before);
  }

  @Test
  void howAQuestionIsReadIsSeenBeforeAnythingIsKept() {
    var change = new WordChange(Op.ADD_GROUP, List.of("包邮", "免運"), null);

    var trial = desk.attempt(List.of(change), List.of("连衣裙免运吗，有貨吗", "今天天气"));

    var read = trial.readings().getFirst();
    assertThat(read.groups()).containsExactly(STOCK, List.of("包邮", "免運"));
    assertThat(read.terms()).contains("免运", "有货").doesNotContain("包邮");
    assertThat(read.helping()).contains("包邮", "现货").doesNotContain("免运");
    assertThat(read.lexicon()).containsExactly("连衣裙");
    assertThat(trial.readings().getLast().groups()).isEmpty();
    assertThat(room.words.current().version()).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsToldAndNothingIsChanged() {
    var kept = room.words.current();
    refused("“有貨”已在“现货、有货、在库”一组里", added("余量", "有貨"));
    refused("“ＶＩＰ”和“vip”是同一个词", added("ＶＩＰ", "vip"));
    refused("2 至 20 个词", added("独一"));
    refused("2 至 20 个词", added(many(21)));
    refused("1 至 20 个字", added("好", "字".repeat(21)));
    refused("1 至 20 个字", added("好", " "));
    refused("不能有逗号", added("好", "一，二"));
    refused("不能有逗号", added("好", "一#二"));
    refused("没有“没有、过”这一组", new WordChange(Op.REMOVE_GROUP, List.of("没有", "过"), null));
    refused("词库里没有“裤子”", new WordChange(Op.REMOVE_WORDS, List.of("裤子"), null));
    refused("只是写法不同", new WordChange(Op.ADD_WORDS, List.of("裤子", "連衣裙"), null));
    refused("要有 op 和 words", new WordChange(null, STOCK, null));
    refused("要有 to", new WordChange(Op.CHANGE_GROUP, STOCK, null));
    refused("“快递”已在", added("一", "二"), new WordChange(Op.CHANGE_GROUP, STOCK, List.of("快递", "现货")));

    assertThat(room.words.current()).isEqualTo(kept);
    assertThat(desk.attempt(List.of(added(many(20))), List.of()).worse()).isEmpty();
  }

  private void refused(String text, WordChange... changes) {
    assertThatThrownBy(() -> change(1, changes))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(text);
    assertThatThrownBy(() -> desk.attempt(List.of(changes), List.of())).isInstanceOf(Refusal.class);
  }

  @Test
  void aWordMovesFromOneGroupToAnotherInOneGo() {
    change(
        1,
        new WordChange(Op.CHANGE_GROUP, STOCK, List.of("现货", "有货")),
        new WordChange(Op.CHANGE_GROUP, POST, List.of("快递", "物流", "在库")),
        new WordChange(Op.ADD_WORDS, List.of("裤子", "帽子"), null),
        new WordChange(Op.REMOVE_WORDS, List.of("连衣裙"), null));

    var words = room.words.current().words();
    assertThat(words.groups()).containsExactly(List.of("现货", "有货"), List.of("快递", "物流", "在库"));
    assertThat(words.lexicon()).containsExactlyInAnyOrder("裤子", "帽子");
    assertThat(room.words.versions(Long.MAX_VALUE, 10))
        .extracting(version -> version.by() + " " + version.changes().size())
        .containsExactly("usr_editor 4", "import 0");
    assertThat(room.words.versions(3, 1).getFirst().changes().getFirst())
        .isEqualTo(new WordChange(Op.CHANGE_GROUP, STOCK, List.of("现货", "有货")));
  }

  @Test
  void ofTwoWhoChangeTheWordsTheSecondIsTold() {
    change(1, added("包邮", "免邮"));

    assertThatThrownBy(() -> change(1, added("发票", "开票"))).isInstanceOf(VersionConflict.class);
    assertThat(room.words.synonyms().of("开票")).isEmpty();
  }

  @Test
  void aPinnedQuestionThatWouldFareWorseIsToldBeforeAndKeptOnlyByWhoAnswersForIt() {
    publish("kb_clean", article("咕噜壶怎么清洗？", "温水冲洗。"));
    publish("kb_keep", article("咕噜壶怎么保养？", "常擦干。"));
    var first = room.knowledge.search(ask("咕噜壶怎么打理")).getFirst().article();
    var other = first.equals("kb_clean") ? "保养" : "清洗";
    room.pinned.add(new Pinned("", "咕噜壶怎么打理", null, null, first, "小周", Instant.EPOCH));
    var harmful = added("打理", other, "怎么" + other);

    var trial = desk.attempt(List.of(harmful), List.of("咕噜壶怎么打理"));
    assertThat(trial.worse()).extracting(fate -> fate.test().question()).containsExactly("咕噜壶怎么打理");
    assertThat(trial.readings().getFirst().before().getFirst().article()).isEqualTo(first);
    assertThat(trial.readings().getFirst().after().getFirst().article()).isNotEqualTo(first);
    assertThatThrownBy(() -> change(1, harmful))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
              assertThat(refusal.details().toString()).contains("咕噜壶怎么打理");
            });
    assertThat(room.words.current().version()).isEqualTo(1);
    change(1, new WordChange(Op.ADD_WORDS, List.of("打理"), null));

    assertThat(desk.change(ZHOU, 2, List.of(harmful), true).version()).isEqualTo(3);
  }

  @Test
  void whatIsExportedIsImportedAsItWas() {
    change(1, added("亲 亲", "Hi 100%"), new WordChange(Op.ADD_WORDS, List.of("T恤", "大码"), null));
    var kept = room.words.current().words();
    var synonyms = WordFile.writeGroups(kept.groups());
    var lexicon = WordFile.writeWords(kept.lexicon());

    assertThat(desk.read(Kind.SYNONYMS, bytes(synonyms), kept)).isEqualTo(kept);
    assertThat(desk.read(Kind.LEXICON, bytes(lexicon), kept)).isEqualTo(kept);
    assertThat(WordChange.between(kept, kept)).isEmpty();
    var shop = ContentFile.read("synonyms.txt", Path.of("knowledge-base", "synonyms.txt"));
    var groups = WordFile.groups(shop);
    assertThat(WordFile.groups(new ContentFile("synonyms.txt", WordFile.writeGroups(groups))))
        .isEqualTo(groups);
  }

  @Test
  void aFileReplacesItsListAndWhatItChangedIsKept() {
    var now = room.words.current();
    var after = desk.read(Kind.SYNONYMS, bytes("发票,开票 # 新\n有货,现货,余量\n"), now.words());

    desk.replace(ZHOU, now, 1, after, false);

    assertThat(room.words.current().words()).isEqualTo(after);
    assertThat(after.lexicon()).containsExactly("连衣裙");
    assertThat(room.words.versions(Long.MAX_VALUE, 1).getFirst().changes())
        .containsExactly(
            new WordChange(Op.CHANGE_GROUP, STOCK, List.of("有货", "现货", "余量")),
            new WordChange(Op.REMOVE_GROUP, POST, null),
            added("发票", "开票"));
  }

  @Test
  void aFileThatIsNoneIsRefusedWithItsLine() {
    var now = room.words.current().words();

    assertThatThrownBy(() -> desk.read(Kind.SYNONYMS, bytes("一,二\n\n# 三\n四，五\n"), now))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("synonyms.txt:4: ");
    assertThatThrownBy(() -> desk.read(Kind.LEXICON, bytes("裤子\n" + "长".repeat(21)), now))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lexicon.txt:2: ");
    assertThatThrownBy(() -> desk.read(Kind.SYNONYMS, bytes("# 空的\n"), now))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> desk.read(Kind.SYNONYMS, new byte[] {(byte) 0xff, 0}, now))
        .isInstanceOf(Refusal.class);
  }

  private void change(long read, WordChange... changes) {
    desk.change(ZHOU, read, List.of(changes), false);
  }

  private double score(String question) {
    return room.knowledge.search(ask(question)).stream()
        .filter(hit -> hit.article().equals("kb_post"))
        .mapToDouble(Hit::score)
        .findFirst()
        .orElse(0);
  }

  private static Question ask(String text) {
    return new Question(text, null, null, null, Instant.now(), 10);
  }

  private void publish(String id, Samples.Builder article) {
    room.articles.create(id, article.fields(), EDITOR);
    room.articles.publish(id, 1, EDITOR);
  }

  private static WordChange added(String... words) {
    return new WordChange(Op.ADD_GROUP, List.of(words), null);
  }

  private static String[] many(int count) {
    var words = new String[count];
    for (int i = 0; i < count; i++) {
      words[i] = "词" + i;
    }
    return words;
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
