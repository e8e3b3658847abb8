package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.TestConversations;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.rulebook.TestRulebook;
import dev.kefu.storage.Leases;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Cases over a real database and the real log, with a till outside that can be made to fail.
@NullMarked
final class TestCases implements AutoCloseable {

  static final Staff LI = TestConversations.staff("li", "after_sale", Role.AGENT);
  static final Staff WANG = TestConversations.staff("wang", "after_sale", Role.AGENT);
  static final Staff ZHOU = TestConversations.staff("zhou", "after_sale", Role.SUPERVISOR);
  static final Staff QIAN = TestConversations.staff("qian", "after_sale", Role.SUPERVISOR);
  static final Staff CHEN = TestConversations.staff("chen", "after_sale", Role.MANAGER);

  static final Shopper XIAOYU = new Shopper(new ShopperId("shp_xiaoyu"), "小雨", FakeShop.BUYER);

  final Turning clock = new Turning(FakeShop.NOW);
  final TestDatabase database;
  final TestConversations log;
  final FakeShop shop;
  final TestRulebook rulebook;
  final TestShopTill till = new TestShopTill();
  final Cases cases;
  final GrantWorker worker;
  final Leases leases;
  final EscalationSettings settings;

  private final News news;

  private TestCases(TestDatabase database, Duration undoWithin) {
    this.database = database;
    settings =
        new EscalationSettings(
            undoWithin,
            Duration.ofMinutes(60),
            Duration.ofMinutes(60),
            Duration.ofHours(24),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10));
    log = TestConversations.over(database, clock, _ -> {});
    rulebook = TestRulebook.over(database);
    shop = rulebook.shop();
    news = new News(log.published()::add);
    cases =
        new Cases(
            rulebook.rulebook(),
            new ClaimCheck(shop.orders(), shop, shop.members(), till, log.shownPictures()),
            database.writer(),
            database.reader(),
            news,
            TestConversations.JSON,
            settings,
            clock::instant);
    worker = worker();
    leases = new Leases(database.writer(), database.transactions(), clock::instant);
  }

  static TestCases create(Path folder) {
    return create(folder, Duration.ZERO);
  }

  /// @param undoWithin how long an approval can be taken back
  static TestCases create(Path folder, Duration undoWithin) {
    return new TestCases(TestDatabase.create(folder), undoWithin);
  }

  /// A node of its own over a database that others may use, too.
  static TestCases over(TestDatabase database, Duration undoWithin) {
    return new TestCases(database, undoWithin);
  }

  /// As another node looks for what is late.
  Deadlines deadlines(Leases theirs) {
    return new Deadlines(cases, log.conversations(), theirs, clock::instant, settings);
  }

  /// Another worker, as another node or the next start has one.
  GrantWorker worker() {
    return new GrantWorker(
        database.writer(),
        till,
        log.conversations(),
        database.transactions(),
        news,
        TestConversations.JSON,
        clock::instant);
  }

  Conversations conversations() {
    return log.conversations();
  }

  /// A conversation of xiaoyu, who has sent a picture, `file_1`, owned by an agent.
  ConversationId conversation(Staff owner) {
    return conversation(XIAOYU, owner);
  }

  ConversationId conversation(Shopper shopper, Staff owner) {
    var id = conversations().open(shopper, Stage.AFTER_SALE, Context.NONE).id();
    conversations()
        .change(
            id,
            change -> {
              change.assign(owner.id());
              return id;
            });
    conversations().hear(shopper, id, "picture-1", new Body.Image("file_1"));
    return id;
  }

  static ClaimRequest damaged(long fen) {
    return compensation("damaged", fen, "refund", FakeShop.ORDER, List.of("file_1"));
  }

  static ClaimRequest compensation(
      String reason,
      long fen,
      @Nullable String form,
      @Nullable String order,
      List<String> evidence) {
    return new ClaimRequest("compensation", reason, order, null, fen, fen, form, evidence, null);
  }

  Case open(ConversationId conversation, Staff by, ClaimRequest request) {
    var claim = check(conversation, request);
    return conversations().change(conversation, change -> cases.open(change, by, claim));
  }

  CheckedClaim check(ConversationId conversation, ClaimRequest request) {
    return cases.check(conversations().find(conversation).orElseThrow(), request);
  }

  Case decide(Case about, Staff by, Decision decision) {
    var checked = cases.check(by, about, decision);
    return conversations()
        .change(about.conversation(), change -> cases.decide(change, by, about.version(), checked));
  }

  static Decision approve() {
    return new Decision(Decision.Outcome.APPROVE, null, null, null);
  }

  static Decision approve(String remark) {
    return new Decision(Decision.Outcome.APPROVE, null, null, remark);
  }

  static Decision change(long fen, @Nullable String remark) {
    return new Decision(Decision.Outcome.CHANGE, fen, null, remark);
  }

  static Decision decision(Decision.Outcome outcome, @Nullable String remark) {
    return new Decision(outcome, null, null, remark);
  }

  Case now(Case about) {
    return cases.find(about.id()).orElseThrow();
  }

  /// Lets the worker do whatever is due.
  void carryOut() {
    while (worker.carryOutNext()) {
      // As long as there is something due.
    }
  }

  List<Event> events(ConversationId conversation, EventKind kind) {
    return conversations().after(conversation, 0, 100).stream()
        .filter(event -> event.kind() == kind)
        .toList();
  }

  /// Without what the shopper has said.
  List<Event> seenByShopper(ConversationId conversation) {
    return conversations().afterForShopper(conversation, 0, 100).stream()
        .filter(event -> event.kind() != EventKind.MESSAGE)
        .toList();
  }

  int rows(String sql) {
    return database.reader().sql(sql).query(Integer.class).single();
  }

  @Override
  public void close() {
    log.close();
  }

  /// A clock that is turned by hand.
  static final class Turning extends Clock {

    private volatile Instant now;

    Turning(Instant now) {
      this.now = now;
    }

    void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
