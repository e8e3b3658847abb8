package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFolder;
import dev.kefu.content.ContentImport;
import dev.kefu.content.Shop;
import dev.kefu.content.Windows;
import dev.kefu.conversation.TestConversations;
import dev.kefu.knowledge.TestMeaning;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpImportTest {

  private static final String PARTS = "## 安抚\n亲\n## 核实\n- 看\n## 方案\n- 退\n## 下一步\n- 等\n";

  @TempDir Path temp;
  TestDatabase database;
  HelpRows rows;
  QuickReplyRows quickReplies;
  IntentBook book;
  Path folder;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create(temp.resolve("data"));
    rows = new HelpRows(database.writer(), database.reader(), TestConversations.JSON);
    quickReplies = new QuickReplyRows(database.writer(), database.reader());
    book = new IntentBook(rows, database.writer(), database.reader(), TestConversations.JSON);
    folder = Files.createDirectory(temp.resolve("kb"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theStoresOwnContentIsRight() {
    importFrom(Path.of("knowledge-base"));

    assertThat(quickReplies.all()).hasSizeGreaterThan(40);
    assertThat(rows.intents()).hasSize(17);
    assertThat(rows.playbooks()).hasSizeGreaterThan(10);
    var playbooks = new Playbooks(rows::playbooks, _ -> 1, rows::intents, TestMeaning.shared());
    var damaged = playbooks.heardIn("收到就碎了，气死我了").orElseThrow();
    assertThat(damaged.id()).isEqualTo("pb_damaged");
    assertThat(damaged.reason()).isEqualTo("damaged");
    assertThat(damaged.soothe()).startsWith("亲，真的很抱歉");
    assertThat(damaged.verify()).contains("看签收时间，是否在签收后48小时内");
  }

  @Test
  void anEmptyFolderIsNothing() {
    importFrom(folder);

    assertThat(quickReplies.all()).isEmpty();
    assertThat(rows.playbooks()).isEmpty();
  }

  @Test
  void aCodeThatStandsTwiceIsToldWithItsLine() throws IOException {
    Files.writeString(
        folder.resolve("quick-replies.yaml"),
        """
        - {code: nh, title: 问候, text: 亲，您好, stage: any}
        - {code: nh, title: 再问候, text: 亲，您又来啦, stage: any}
        """);

    refused("kb/quick-replies.yaml:2: code: 'nh' stands twice");
  }

  @Test
  void aVariableWithoutAFallbackIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("quick-replies.yaml"),
        "- {code: kc, title: 报库存, text: \"还有{{stock}}件\", stage: any}\n");

    refused("kb/quick-replies.yaml:1: text: 变量要写成 {{名称|else:兜底文字}}");
  }

  @Test
  void aPlaybookNeedsItsFourParts() throws IOException {
    playbook("## 安抚\n亲\n## 方案\n- 退\n## 核实\n- 看\n## 下一步\n- 等\n");

    refused("'## 方案' stands where ## 核实 is expected");
  }

  @Test
  void aPartOfAPlaybookMustNotBeEmpty() throws IOException {
    playbook("## 安抚\n亲\n## 核实\n## 方案\n- 退\n## 下一步\n- 等\n");

    refused("## 核实 is empty");
  }

  @Test
  void aPlaybookIsCalledByIntentsThereAre() throws IOException {
    playbook("intents: [late]\n", PARTS);

    refused("late");
  }

  @Test
  void aVariableThatIsNoneIsRefusedInAPlaybookToo() throws IOException {
    playbook("## 安抚\n亲，{{weather|else:晴}}\n## 核实\n- 看\n## 方案\n- 退\n## 下一步\n- 等\n");

    refused("没有名为 weather 的变量");
  }

  private void playbook(String body) throws IOException {
    playbook("", body);
  }

  private void playbook(String more, String body) throws IOException {
    Files.createDirectory(folder.resolve("playbooks"));
    Files.writeString(
        folder.resolve("playbooks/late.md"),
        "---\nid: pb_late\ntitle: 延迟\ntriggers: [还没发]\n" + more + "---\n" + body);
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> importFrom(folder))
        .isInstanceOf(ContentError.class)
        .hasMessageContaining(reason);
    assertThat(quickReplies.all()).isEmpty();
  }

  private void importFrom(Path path) {
    var content =
        new ContentImport.Content(
            ContentFolder.at(path),
            Instant.parse("2026-11-23T02:00:00Z"),
            Shop.UNTOLD,
            Windows.NONE);
    var prepared = new HelpImport(rows, quickReplies, book).check(content);
    database.transactions().executeWithoutResult(_ -> prepared.store());
  }
}
