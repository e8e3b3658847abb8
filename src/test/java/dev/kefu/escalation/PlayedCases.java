package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.conversation.Conversations;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Cases opened, decided and paid as in the tests of this room, for those of the rooms above.
@NullMarked
public final class PlayedCases implements AutoCloseable {

  public static final Staff LI = TestCases.LI;
  public static final Staff WANG = TestCases.WANG;

  private final TestCases cases;

  private PlayedCases(TestCases cases) {
    this.cases = cases;
  }

  public static PlayedCases create(Path folder) {
    return new PlayedCases(TestCases.create(folder));
  }

  public TestDatabase database() {
    return cases.database;
  }

  public Conversations conversations() {
    return cases.conversations();
  }

  public Instant now() {
    return cases.clock.instant();
  }

  /// Asks for a refund of damaged goods, in a conversation of its own.
  public Case open(Staff by, long fen) {
    var shopper =
        new Shopper(new ShopperId("shp_" + by.name() + fen), "小雨", TestCases.XIAOYU.buyer());
    return cases.open(
        cases.conversation(shopper, by),
        by,
        TestCases.compensation("damaged", fen, "refund", FakeShop.ORDER, List.of("file_1")));
  }

  /// A supervisor approves after a while.
  public void approve(Case about, Duration after) {
    cases.clock.turn(after);
    cases.decide(about, TestCases.ZHOU, TestCases.approve("按规则"));
  }

  /// The store manager goes beyond the rules.
  public void approveBeside(Case about, String remark) {
    cases.decide(about, TestCases.CHEN, TestCases.approve(remark));
  }

  /// A supervisor gives another sum after a while.
  public void change(Case about, long fen, Duration after) {
    cases.clock.turn(after);
    cases.decide(about, TestCases.ZHOU, TestCases.change(fen, "按规则"));
  }

  /// A supervisor rejects after a while.
  public void reject(Case about, Duration after) {
    cases.clock.turn(after);
    cases.decide(about, TestCases.ZHOU, TestCases.decision(Decision.Outcome.REJECT, "不符合"));
  }

  public Case now(Case about) {
    return cases.now(about);
  }

  /// The shop pays what is due.
  public void carryOut() {
    cases.carryOut();
  }

  @Override
  public void close() {
    cases.close();
  }
}
