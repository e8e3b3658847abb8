package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.assist.PlaybookBook.Action;
import dev.kefu.content.ContentFolder;
import dev.kefu.conversation.TestConversations;
import dev.kefu.knowledge.TestMeaning;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Editors own the playbooks.
class PlaybookBookTest {

  private static final Instant NOW = Instant.parse("2026-07-01T04:00:00Z");
  private static final List<Playbook> SHOP =
      HelpFiles.playbooks(ContentFolder.at(Path.of("knowledge-base")));

  @TempDir Path folder;
  private TestDatabase database;
  private HelpRows rows;
  private PlaybookBook book;

  @BeforeEach
  void aShopWithItsOwnPlaybooks() {
    database = TestDatabase.create(folder);
    rows = new HelpRows(database.writer(), database.reader(), TestConversations.JSON);
    book = node();
    database.transactions().executeWithoutResult(_ -> SHOP.forEach(rows::store));
  }

  private PlaybookBook node() {
    return new PlaybookBook(rows, database.writer(), database.reader());
  }

  @AfterEach
  void itCloses() {
    database.close();
  }

  @Test
  void whatIsChangedIsCalledOnEveryNodeAtOnce() {
    var there = node();
    var other = new Playbooks(there::inUse, there::version, List::of, TestMeaning.shared());
    assertThat(other.heardIn("杯子咕噜咕噜响")).isEmpty();
    assertThat(other.heardIn("一直还没发")).map(Playbook::id).contains("pb_late");
    var late = book.find("pb_late").orElseThrow();
    assertThat(late.version()).isEqualTo(PlaybookBook.FIRST);

    var changed = triggered(late.playbook(), List.of("咕噜咕噜"));
    long version = make(() -> book.change(changed, "usr_editor", NOW));

    assertThat(other.heardIn("杯子咕噜咕噜响")).contains(changed);
    assertThat(other.heardIn("一直还没发")).isEmpty();
    assertThat(book.find("pb_late")).contains(new PlaybookBook.Kept(changed, version));
    make(() -> book.retire(changed, "usr_editor", NOW));
    assertThat(other.heardIn("杯子咕噜咕噜响")).isEmpty();
    assertThat(book.find("pb_late")).isEmpty();
  }

  @Test
  void whatIsRetiredStaysAsItWasUntilItIsAddedAgain() {
    var late = book.find("pb_late").orElseThrow().playbook();
    make(() -> book.retire(late, "usr_editor", NOW));

    assertThat(book.retired())
        .extracting(change -> PlaybookFile.read(change.file()).orElseThrow())
        .containsExactly(late);
    make(() -> book.add(late, "usr_other", NOW));
    assertThat(book.retired()).isEmpty();
    assertThat(book.inUse()).isEqualTo(rows.playbooks()).contains(late);
    assertThat(book.changes("pb_late", Long.MAX_VALUE, 10))
        .extracting(PlaybookBook.Change::action)
        .containsExactly(Action.ADDED, Action.RETIRED);
    assertThat(book.changes(null, 3, 10))
        .extracting(PlaybookBook.Change::by)
        .containsExactly("usr_editor");
  }

  @Test
  void aShopThatStartsEmptyHearsOfItsPlaybooksWhenTheyCome() {
    database
        .transactions()
        .executeWithoutResult(_ -> SHOP.forEach(p -> rows.removePlaybook(p.id())));
    var early = node();
    assertThat(early.inUse()).isEmpty();

    database.transactions().executeWithoutResult(_ -> SHOP.forEach(rows::store));

    assertThat(early.inUse()).hasSameSizeAs(SHOP);
  }

  @Test
  void thePlaybooksOfTheShopAreRightAndAreReadAsTheyAreWritten() {
    for (var playbook : SHOP) {
      assertThat(PlaybookFile.read(PlaybookFile.write(playbook))).contains(playbook);
      assertThat(PlaybookRules.tidy(playbook)).isEqualTo(playbook);
      assertThat(PlaybookRules.mistakes(playbook)).isEmpty();
    }
    assertThat(SHOP).hasSizeGreaterThan(10);
  }

  private long make(LongSupplier change) {
    return database.transactions().execute(_ -> change.getAsLong());
  }

  private static Playbook triggered(Playbook like, List<String> triggers) {
    return new Playbook(
        like.id(),
        like.title(),
        like.reason(),
        triggers,
        like.examples(),
        like.intents(),
        like.soothe(),
        like.verify(),
        like.offer(),
        like.next());
  }
}
