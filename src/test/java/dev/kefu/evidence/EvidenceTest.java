package dev.kefu.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Sender;
import dev.kefu.conversation.TestConversations;
import dev.kefu.rulebook.TestReplies;
import dev.kefu.storage.Leases;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was said and seen is sealed, and one changed byte shows.
@NullMarked
class EvidenceTest {

  private static final Shopper LILY = TestConversations.shopper("lily");
  private static final Staff LIN = TestConversations.agent("lin");
  private static final String CARDS =
      """
      [{"id":"sug_1","text":"有货，还剩12件","facts":[{"fact":"stock","key":"CUP-A","value":"12","as_of":"2026-11-26T01:00:00Z","source":"demo"}]}]\
      """;

  private final TestDatabase database;
  private final TestConversations log;
  private final Sealer sealer;
  private final ConversationId id;
  private Duration ahead = Duration.ZERO;

  EvidenceTest(@TempDir Path folder) {
    database = TestDatabase.create(folder);
    log = TestConversations.over(database, Clock.systemUTC(), _ -> {});
    sealer =
        new Sealer(
            database.writer(),
            database.reader(),
            new Leases(database.writer(), database.transactions(), this::now),
            database.transactions(),
            this::now);
    id = log.conversations().open(LILY, Stage.PRE_SALE, Context.NONE).id();
  }

  private Instant now() {
    return Instant.now().plus(ahead);
  }

  @BeforeEach
  void aReplyFromACard() {
    log.conversations()
        .change(
            id,
            change -> {
              change.assign(LIN.id());
              return id;
            });
    log.conversations().hear(LILY, id, "message-1", new Body.Text("有货吗"));
    log.conversations().answer(LIN, id, "reply-01", TestReplies.cleared("有货，还剩12件"), null);
    database
        .transactions()
        .executeWithoutResult(_ -> {
          write(
              "insert into suggestion_set (conversation, for_seq, seen_seq, cards, card_count, at) values ('"
                  + id.value()
                  + "', 1, 1, '"
                  + CARDS
                  + "', 1, 5)");
          write(
              "insert into suggestion (id, conversation, for_seq, article, article_version, confidence, sendable, text, at, used_seq, used_how) values ('sug_1', '"
                  + id.value()
                  + "', 1, 'kb_1', 1, 'high', 1, '有货，还剩12件', 5, 2, 'as_is')");
        });
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void write(String sql) {
    assertThat(database.writer().sql(sql).update()).isEqualTo(1);
  }

  @Test
  void whatIsQuietIsSealedOnceAndAddsUp() {
    assertThat(sealer.sealQuiet()).as("too young").isZero();
    ahead = Duration.ofMinutes(11);

    assertThat(sealer.sealQuiet()).isEqualTo(1);
    assertThat(sealer.sealQuiet()).isZero();
    log.conversations().hear(LILY, id, "message-2", new Body.Text("好的"));
    sealer.seal(id.value());

    var result = EvidenceCheck.run(database.reader());
    assertThat(result.differences()).isEmpty();
    assertThat(result.seals()).isEqualTo(2);
    assertThat(result.unsealed()).isZero();
  }

  @Test
  void oneChangedByteOfWhatWasSaidShows() {
    sealer.seal(id.value());

    write("update event set body = replace(body, '12', '13') where seq = 2");

    assertThat(EvidenceCheck.run(database.reader()).differences())
        .singleElement()
        .satisfies(each -> assertThat(each.what()).contains("what was said"));
  }

  @Test
  void oneChangedByteOfWhatWasSeenShows() {
    sealer.seal(id.value());

    write("update suggestion_set set cards = replace(cards, '\"12\"', '\"13\"')");

    assertThat(EvidenceCheck.run(database.reader()).differences())
        .singleElement()
        .satisfies(each -> assertThat(each.what()).contains("what staff saw"));
  }

  @Test
  void aRemovedEventShows() {
    sealer.seal(id.value());

    write("delete from event where seq = 2");

    assertThat(EvidenceCheck.run(database.reader()).agrees()).isFalse();
  }

  @Test
  void theFileOfAConversationTellsWhatWasSeenAndProvesItself(@TempDir Path folder)
      throws IOException {
    sealer.seal(id.value());
    var file =
        EvidenceFile.of(
            id.value(), "周主管", now(), new SealRows(database.reader()), TestConversations.JSON);
    var path = folder.resolve("evidence.json");
    Files.write(path, TestConversations.JSON.writeValueAsBytes(file));

    assertThat(EvidenceFiles.check(path)).isEmpty();
    var reply = file.replies().getFirst();
    assertThat(reply.suggestion()).isEqualTo("sug_1");
    assertThat(String.valueOf(reply.facts())).contains("as_of", "demo", "12");

    Files.writeString(path, Files.readString(path).replace("有货吗", "有货呀"));
    assertThat(EvidenceFiles.check(path)).isNotEmpty();
  }

  @Test
  void whatAShopperWasToldBeforeTheyAskedIsAReply() {
    var told = TestReplies.cleared("亲，您的订单YS1正在加急安排");
    var about = Map.<String, Object>of("code", "outreach", "task", "task_1", "order", "YS1");
    log.conversations()
        .change(
            id,
            change -> {
              change.tell(EventKind.SYSTEM, Sender.SYSTEM, Map.of("code", "waiting"));
              return change.tell(LIN, "task_1", told, about);
            });
    sealer.seal(id.value());

    var file =
        EvidenceFile.of(
            id.value(), "周主管", now(), new SealRows(database.reader()), TestConversations.JSON);

    assertThat(file.replies())
        .extracting(EvidenceFile.Reply::text)
        .containsExactly("有货，还剩12件", "亲，您的订单YS1正在加急安排");
    assertThat(file.replies().getLast().author()).isEqualTo(LIN.name());
  }
}
