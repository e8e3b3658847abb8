package dev.kefu.assist;

import static dev.kefu.conversation.TestConversations.agent;
import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactState;
import dev.kefu.content.ShopProfile;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.TestConversations;
import dev.kefu.knowledge.Confidence;
import dev.kefu.knowledge.TestArticleUse;
import dev.kefu.knowledge.TestMeaning;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.rulebook.TestReplies;
import dev.kefu.storage.Leases;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rounds that are over are looked through once, by one node, and what was concluded from them is
/// what is known of them now.
class HarvestTest {

  private static final Staff LIN = agent("lin");
  private static final String WASH = "kb_wash";
  private static final String ASKED = "这件毛衣下水会缩水吗";

  private static final String TALLY =
      "select shown || ' ' || used_as_is || ' ' || marked_wrong from article_use order by day";

  @TempDir Path folder;

  private final List<Node> nodes = new ArrayList<>();
  private volatile Instant now = Instant.parse("2026-07-01T04:00:00Z");
  private int cards;

  @AfterEach
  void theyClose() {
    nodes.forEach(node -> node.log.close());
  }

  /// The program's parts of one node, over a real database and a real log.
  private final class Node {
    private final TestDatabase database;
    private final TestConversations log;
    private final Conversations conversations;
    private final SuggestionRows sets;
    private final Lessons lessons;
    private final Harvest harvest;

    Node(TestDatabase database) {
      this.database = database;
      Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
      log = TestConversations.over(database, clock, _ -> {});
      conversations = log.conversations();
      var shop = new FakeShop();
      var meaning = TestMeaning.shared();
      var sense = new Sense(meaning, UnaryOperator.identity());
      var json = TestConversations.JSON;
      var fates = new Fates(database.writer(), database.reader(), json);
      var rows = new GapRows(database.writer());
      var transactions = database.transactions();
      var proofs = new GapProofs(rows, database.reader(), sense, transactions, clock);
      sets = new SuggestionRows(database.writer(), database.reader(), json);
      lessons =
          new Lessons(
              new LessonRows(database.writer(), database.reader()),
              meaning,
              UnaryOperator.identity(),
              transactions,
              clock);
      var live =
          new LiveValues(
              ref -> new Fact(ref.fact(), ref.key(), "", now, "test", FactState.FAILED),
              shop,
              new ShopProfile(database.reader()));
      harvest =
          new Harvest(
              fates,
              conversations,
              new Unanswered(
                  new FocusFinder(shop, shop.orders()),
                  live,
                  fates,
                  new Silences(database.writer(), database.reader(), transactions, clock),
                  sense,
                  clock),
              new Gaps(
                  rows,
                  new GapQuestionRows(database.writer()),
                  proofs,
                  database.reader(),
                  sense,
                  transactions),
              proofs,
              lessons,
              new CardCount(
                  database.writer(),
                  database.reader(),
                  TestArticleUse.over(database, clock),
                  transactions),
              new HarvestSettings(Duration.ofSeconds(10), Duration.ofSeconds(30)),
              new Leases(database.writer(), transactions, () -> now),
              transactions,
              json,
              clock);
      nodes.add(this);
    }

    ConversationId open(Shopper shopper) {
      var id = conversations.open(shopper, Stage.PRE_SALE, Context.NONE).id();
      conversations.change(
          id,
          change -> {
            change.assign(LIN.id());
            return id;
          });
      return id;
    }

    long ask(Shopper shopper, ConversationId id, String text) {
      return conversations
          .hear(shopper, id, UUID.randomUUID().toString(), new Body.Text(text))
          .seq();
    }

    void reply(ConversationId id, String text) {
      conversations.answer(LIN, id, UUID.randomUUID().toString(), TestReplies.cleared(text), null);
    }

    /// What was found for a message.
    void suggest(ConversationId id, long seq, @Nullable Abstained abstained, Card... found) {
      var set = new SuggestionSet(id, seq, List.of(found), abstained, Wants.NOTHING, now);
      database.transactions().executeWithoutResult(_ -> sets.store(new StoredSet(set, seq)));
    }

    void judge(Card card, String verdict) {
      database
          .transactions()
          .executeWithoutResult(_ -> sets.judge(card.id(), verdict, LIN.id().value(), now));
    }

    void lookThrough() {
      now = now.plusSeconds(60);
      harvest.lookThrough();
    }

    List<String> all(String sql) {
      return database.reader().sql(sql).query((row, _) -> row.getString(1)).list();
    }

    List<String> sources() {
      return all("select sources from gap_question order by for_seq");
    }

    long due() {
      return database
          .reader()
          .sql("select count(*) from suggestion_set where look_at is not null")
          .query(Long.class)
          .single();
    }
  }

  private Node house() {
    return new Node(TestDatabase.create(folder));
  }

  private Card card(String text) {
    return new Card(
        "sug_" + cards++,
        text,
        Confidence.MEDIUM,
        0.6,
        false,
        new Card.Source(WASH, "怎么洗", 1, null),
        "goods",
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  @Test
  void whatNoArticleCameCloseToIsAGap() {
    var node = house();
    var id = node.open(shopper("a"));
    node.suggest(id, node.ask(shopper("a"), id, ASKED), Abstained.NO_MATCH);
    node.reply(id, "亲，羊毛的要干洗哦。");

    node.lookThrough();

    assertThat(node.sources()).containsExactly("abstained");
    assertThat(node.due()).isZero();
  }

  @Test
  void whatWasHandedOverWhileTheShopperWaitedIsAGap() {
    var node = house();
    var id = node.open(shopper("a"));
    node.suggest(id, node.ask(shopper("a"), id, ASKED), Abstained.MISSING_PRODUCT);
    node.conversations.change(
        id, change -> change.tell(EventKind.TRANSFER, Conversations.agent(LIN), Map.of()));
    node.reply(id, "亲，羊毛的要干洗哦。");

    node.lookThrough();

    assertThat(node.sources()).containsExactly("transferred");
    assertThat(node.all("select resolved from gap_question")).containsExactly("0");
  }

  @Test
  void whatIsAskedTheThirdTimeIsAGap() {
    var node = house();
    var id = node.open(shopper("a"));
    for (var text : List.of(ASKED, "这件毛衣会缩水吗", "这件毛衣下水会不会缩水")) {
      node.suggest(id, node.ask(shopper("a"), id, text), Abstained.MISSING_PRODUCT);
      now = now.plusSeconds(5);
      node.reply(id, "亲，请问是哪一件呢？");
    }

    node.lookThrough();

    assertThat(node.sources()).containsExactly("rephrased");
  }

  @Test
  void aVerdictThatIsCorrectedTakesBackTheGapAndWhatWasLearned() {
    var node = house();
    var id = node.open(shopper("a"));
    var card = card("亲，冷水手洗就可以。");
    node.suggest(id, node.ask(shopper("a"), id, ASKED), null, card);
    node.reply(id, "亲，请问是哪一件呢？");
    node.judge(card, "off_topic");

    node.lookThrough();
    assertThat(node.sources()).containsExactly("rejected");
    assertThat(node.all("select outcome from lesson")).containsExactly("off_topic");
    assertThat(node.lessons.of(WASH)).hasSize(1);

    node.judge(card, "good");
    node.lookThrough();

    assertThat(node.sources()).isEmpty();
    assertThat(node.all("select asked from gap")).containsExactly("0");
    assertThat(new GapList(node.database.reader()).count(Gap.Status.OPEN)).isZero();
    assertThat(node.all("select outcome from lesson")).isEmpty();
    assertThat(node.lessons.of(WASH)).isEmpty();
  }

  @Test
  void aWrongCardBesideTheRightOneIsNoGap() {
    var node = house();
    var id = node.open(shopper("a"));
    var wrong = card("亲，冷水手洗就可以。");
    var right = card("亲，羊毛的要干洗哦。");
    node.suggest(id, node.ask(shopper("a"), id, ASKED), null, wrong, right);
    node.judge(wrong, "off_topic");
    node.reply(id, "亲，羊毛的要干洗哦。");

    node.lookThrough();

    assertThat(node.sources()).isEmpty();
  }

  @Test
  void whatBecameOfCardsIsCountedByTheirDayAndAnewWhenAVerdictComesLate() {
    var node = house();
    var first = card("亲，冷水手洗就可以。");
    var second = card("亲，冷水手洗就可以。");
    for (var each : List.of(first, second)) {
      var id = node.open(shopper("a"));
      node.suggest(id, node.ask(shopper("a"), id, ASKED), null, each);
      node.reply(id, "亲，请问是哪一件呢？");
    }
    node.lookThrough();
    assertThat(node.all(TALLY)).containsExactly("2 0 0");

    node.judge(second, "outdated");
    now = now.plus(Duration.ofDays(1));
    node.lookThrough();

    assertThat(node.all(TALLY)).containsExactly("2 0 1");
    assertThat(node.all("select article from card_count_due")).isEmpty();
    assertThat(node.harvest.lookThrough()).isFalse();
  }

  @Test
  void aCardThatIsMadeAnewCountsOnceForTheDayOfTheFirst() {
    var node = house();
    var first = card("亲，冷水手洗就可以。");
    var again = card("亲，冷水手洗就可以。");
    var id = node.open(shopper("a"));
    var asked = node.ask(shopper("a"), id, ASKED);
    node.suggest(id, asked, null, first);
    now = now.plus(Duration.ofDays(1));
    node.suggest(id, asked, null, again);
    node.judge(again, "outdated");
    node.reply(id, "亲，请问是哪一件呢？");

    node.lookThrough();

    assertThat(node.all(TALLY)).containsExactly("1 0 1", "0 0 0");
  }

  @Test
  void whatAnAgentPutsOnTheListCountsOnceThoughTheShopperWritesOn() {
    var node = house();
    var id = node.open(shopper("a"));
    node.suggest(id, node.ask(shopper("a"), id, ASKED), Abstained.NO_MATCH);
    assertThat(record(node, id)).isTrue();
    node.suggest(id, node.ask(shopper("a"), id, "羊毛的那件"), Abstained.NO_MATCH);
    assertThat(record(node, id)).isTrue();
    node.suggest(id, node.ask(shopper("a"), id, "谢谢"), Abstained.NO_MATCH);
    assertThat(record(node, id)).isTrue();
    node.reply(id, "亲，羊毛的要干洗哦。");

    node.lookThrough();

    assertThat(node.sources()).containsExactly("abstained recorded");
    assertThat(node.all("select text from gap_question")).containsExactly(ASKED + " 羊毛的那件");
    assertThat(node.all("select asked from gap where asked > 0")).containsExactly("1");
  }

  @Test
  void whatIsPutOnTheListLaterIsStillThereForItsOtherReasons() {
    var node = house();
    var id = node.open(shopper("a"));
    node.suggest(id, node.ask(shopper("a"), id, ASKED), Abstained.NO_MATCH);
    node.reply(id, "亲，羊毛的要干洗哦。");
    node.lookThrough();

    assertThat(record(node, id)).isTrue();

    assertThat(node.sources()).containsExactly("abstained recorded");
  }

  private static boolean record(Node node, ConversationId id) {
    return node.harvest.record(node.conversations.find(id).orElseThrow());
  }

  @Test
  void ofSeveralNodesOneLooksAndAsksNothingTwice() throws Exception {
    var one = new Node(TestDatabase.onPostgres(folder));
    var other = new Node(TestDatabase.onPostgres(folder));
    for (int i = 0; i < 6; i++) {
      var shopper = shopper("s" + i);
      var node = i % 2 == 0 ? one : other;
      var id = node.open(shopper);
      node.suggest(id, node.ask(shopper, id, ASKED), Abstained.NO_MATCH);
      node.reply(id, "亲，羊毛的要干洗哦。");
    }
    now = now.plusSeconds(60);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> first = one.harvest::lookThrough;
      Callable<Boolean> second = other.harvest::lookThrough;
      for (var looked : threads.invokeAll(List.of(first, second))) {
        looked.get();
      }
    }

    assertThat(one.due()).isZero();
    assertThat(one.sources()).hasSize(6);
    assertThat(one.all("select asked from gap")).containsExactly("6");
    assertThat(one.all("select fence from lease where name = 'assist-harvest'"))
        .containsExactly("1");
  }

  @Test
  void aNodeThatStoodStillWritesNothingMore() {
    var slow = new Node(TestDatabase.onPostgres(folder));
    var next = new Node(TestDatabase.onPostgres(folder));
    var lease = slow.harvest.take().orElseThrow();
    now = now.plus(Duration.ofMinutes(2));
    assertThat(next.harvest.take()).isPresent();
    var id = slow.open(shopper("a"));
    var card = card("亲，冷水手洗就可以。");
    slow.suggest(id, slow.ask(shopper("a"), id, ASKED), null, card);
    slow.reply(id, "亲，羊毛的要干洗，水洗会缩的。");
    now = now.plusSeconds(40);

    slow.harvest.lookUnder(lease);

    assertThat(slow.sources()).isEmpty();
    assertThat(slow.all("select outcome from lesson")).isEmpty();
    assertThat(slow.due()).isEqualTo(1);
    next.harvest.lookThrough();
    assertThat(next.sources()).containsExactly("typed");
    assertThat(next.all("select outcome from lesson")).containsExactly("ignored");
    assertThat(next.all("select staff from lesson")).containsExactly(LIN.id().value());
    assertThat(Set.copyOf(next.all("select made from lesson_book"))).containsExactly("1");
  }
}
