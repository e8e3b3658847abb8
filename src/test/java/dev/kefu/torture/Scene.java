package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A history in which each step is done before the next begins, so that a bug that is there shows
/// for sure: one conversation of a shopper with two devices, and whom of the staff it takes. Played
/// with the bug and without, over the same wire.
///
/// All steps are made by one thread.
final class Scene implements AutoCloseable {

  /// Who is not told by then is never told: nothing else happens in a scene.
  private static final int SIGHT_WITHIN_MS = 8_000;

  /// A scene that fails meanwhile does not spoil the next.
  private static final int SILENT_AT_MOST_S = 60;

  private static final int PROPOSAL_FEN = 5_100;

  private final Stage stage;
  private final @Nullable Bug bug;
  private final LyingProxy wire;
  private final World world;
  private final History.Pen pen;
  private final List<Device> devices = new ArrayList<>();
  private final List<Member> shopper = new ArrayList<>();
  private @Nullable Member owner;
  private String conversation = "";
  private String order = "";
  private long stored;

  /// Somebody at a device.
  private record Member(Device device, Outbox outbox) {}

  private Scene(Stage stage, @Nullable Bug bug, String name, Supplier<LyingProxy.Lie> lies)
      throws IOException {
    this.stage = stage;
    this.bug = bug;
    var history = new History(stage.folder().resolve(name + ".tsv"));
    wire = new LyingProxy(stage.port(), lies);
    world = new World(stage.seed(), stage.port(), wire.port(), wire.port(), history);
    pen = history.pen("nemesis");
  }

  /// The server has the bug, from [#bugBegins] on.
  static Scene with(Bug bug, Stage stage) throws IOException {
    return new Scene(stage, bug, bug.name(), bug.isInside() ? Lies.without(bug) : Lies.of(bug));
  }

  /// The server is right.
  static Scene without(Bug bug, Stage stage) throws IOException {
    return new Scene(stage, null, bug.name() + "-not", Lies.without(bug));
  }

  /// The server is right, and dies there.
  static Scene dying(Failpoint at, Stage stage) throws IOException {
    return new Scene(stage, null, at.name(), () -> new LyingProxy.Lie() {});
  }

  /// Somebody the shop does not know, before the sale.
  void shopperComes() throws Exception {
    comes(Till.visitor(stage.port(), ""), "pre_sale", false);
  }

  /// The same; answers may be lost on the way.
  void shopperComesFromFarAway() throws Exception {
    comes(Till.visitor(stage.port(), ""), "pre_sale", true);
  }

  /// Somebody the shop vouches for, about an order.
  void buyerComes() throws Exception {
    var n = stage.nextBuyer();
    order = Shop.order(n);
    comes(Till.visitor(stage.port(), Shop.buyer(n)), "after_sale", false);
  }

  private void comes(Till.Visitor visitor, String stageOfSale, boolean onBadNetwork)
      throws Exception {
    for (var n = 0; n < 2; n++) {
      Device.Proof proof = () -> Map.of("visitor", visitor.token());
      var member = member("shopper", false, onBadNetwork, proof);
      member.device().introduce(visitor.shopper(), "shopper", "");
      shopper.add(member);
      conversation = member.outbox().open(stageOfSale, order);
    }
  }

  private Member member(String kind, boolean staff, boolean onBadNetwork, Device.Proof proof) {
    var n = stage.nextDevice();
    var device = new Device(world, kind + n, staff, onBadNetwork, n, proof);
    devices.add(device);
    return new Member(device, new Outbox(device));
  }

  /// From now on the server is wrong; a bug on the wire has been there from the beginning.
  void bugBegins() throws IOException {
    if (bug != null && bug.isInside()) {
      stage.bugs().on(bug);
    }
  }

  void bugEnds() throws IOException {
    stage.bugs().off();
  }

  /// The shopper says something at the first device.
  void say(int times) throws InterruptedException {
    var random = first().random();
    for (var n = 0; n < times; n++) {
      say(new UUID(random.nextLong(), random.nextLong()));
    }
  }

  /// @return the server's answer
  JsonNode say(UUID id) throws InterruptedException {
    var answer = shopper.getFirst().outbox().say(conversation, id);
    stored = Math.max(stored, answer.path("seq").asLong());
    return answer;
  }

  private Device first() {
    return shopper.getFirst().device();
  }

  /// The shopper's second device.
  Device second() {
    return shopper.getLast().device();
  }

  /// Waits until both of the shopper's devices were shown all that was stored; not for ever, since
  /// with the bug that may never be.
  void bothSee() throws InterruptedException {
    if (first().awaitShown(conversation, stored, SIGHT_WITHIN_MS)) {
      second().awaitShown(conversation, stored, SIGHT_WITHIN_MS);
    }
  }

  /// Looks whether the shopper's devices were told of everything so far.
  void bothAreExamined() throws InterruptedException {
    first().examine();
    second().examine();
  }

  /// Somebody of the staff takes the conversation.
  void take(String username) throws Exception {
    var agent = staff(username);
    owner = agent;
    var answer = agent.outbox().command("take", conversation, Map.of());
    agent.device().awaitShown(conversation, answer.path("seq").asLong(), SIGHT_WITHIN_MS);
  }

  /// Somebody else tries to.
  void takeToo(String username) throws Exception {
    staff(username).outbox().command("take", conversation, Map.of());
  }

  private Member staff(String username) throws Exception {
    var till = stage.staff(username);
    var member = member(username + "-", true, false, till::ticket);
    member.device().introduce(till.me(), till.role(), till.group());
    return member;
  }

  private Member owner() {
    return Objects.requireNonNull(owner, "nobody has taken it");
  }

  /// The owner leaves a note.
  void note() throws InterruptedException {
    var text = World.STAFF_ONLY + " " + conversation;
    var answer = owner().outbox().command("note", conversation, Map.of("text", text));
    owner().device().awaitShown(conversation, answer.path("seq").asLong(), SIGHT_WITHIN_MS);
  }

  /// The owner claims something for the buyer that only the manager may give.
  World.Claim claim() throws InterruptedException {
    var answer = owner().outbox().claim(conversation, order, "late", PROPOSAL_FEN);
    require(answer, "pending");
    return new World.Claim(
        answer.path("case").asString(), conversation, answer.path("version").asLong());
  }

  /// The manager approves it.
  void approve(World.Claim claim) throws Exception {
    stage.staff("manager").stepUp();
    Map<String, Object> args =
        Map.of(
            "case",
            claim.id(),
            "version",
            claim.version(),
            "outcome",
            "approve",
            "remark",
            World.STAFF_ONLY);
    require(staff("manager").outbox().command("decide", conversation, args), "approved");
  }

  /// The owner takes it back.
  void cancel(World.Claim claim) throws InterruptedException {
    owner().outbox().command("cancel_case", conversation, Map.of("case", claim.id()));
  }

  private static void require(JsonNode answer, String status) {
    if (!answer.path("status").asString("").equals(status)) {
      throw new AssertionError("not " + status + ": " + answer);
    }
  }

  /// The next grant is carried out by two, of whom one stands still until the other has it.
  void oneOfTwoStandsStill() throws Exception {
    stage.bugs().standstill().ask();
  }

  void bothHaveWritten() throws Exception {
    stage.bugs().standstill().awaitEnd();
  }

  void lookAtMemory() throws Exception {
    stage.lookAtMemory(pen);
  }

  void awaitGrant(World.Claim claim, String status) throws Exception {
    stage.awaitGrant(claim.id(), status);
  }

  /// The shop pays, and its answer is lost, until [#tillAnswers].
  void tillFallsSilent() throws Exception {
    stage.staff("manager").outage("payout_answer", SILENT_AT_MOST_S);
  }

  void tillAnswers() throws Exception {
    stage.staff("manager").endOutage();
  }

  /// SIGKILL and a new start, without the bug.
  void kill() throws Exception {
    pen.note(What.FAULT, "kill" + Entry.BAR + Nemesis.WITHOUT_A_WORD);
    stage.kill();
    allComeBack();
  }

  /// From now on the server dies where that is, and a new one is started.
  void dieAt(Failpoint at) throws Exception {
    pen.note(What.FAULT, at + Entry.BAR + Nemesis.WITHOUT_A_WORD);
    stage.dieAt(at);
  }

  void awaitNext() throws Exception {
    stage.awaitNext();
    allComeBack();
  }

  private void allComeBack() throws InterruptedException {
    for (var device : devices) {
      device.comeBack();
    }
    pen.note(What.CALM, "");
  }

  /// The dead worker's grant is the next one's.
  void awaitGrantOfTheDead(World.Claim claim) throws Exception {
    stage.leaseRunsOut(claim.id());
    stage.awaitGrant(claim.id(), "granted");
  }

  /// The conversation ends, all come back once more, and it is judged.
  Findings judge() throws Exception {
    bugEnds();
    pen.note(What.HEALED, "");
    if (owner != null) {
      owner.outbox().command("close", conversation, Map.of());
    }
    for (var device : devices) {
      device.comeBack();
      device.pen().note(What.SETTLED, "");
    }
    var broken = world.broken().get();
    if (broken != null) {
      throw new AssertionError("the rig itself failed", broken);
    }
    return Checker.check(entries(), Store.read("jdbc:sqlite:" + copy()));
  }

  /// What was seen of other scenes' conversations was judged there.
  private List<Entry> entries() throws IOException {
    var entries = new ArrayList<Entry>();
    world
        .history()
        .replay(entry -> {
          if (entry.conversation().isEmpty() || entry.conversation().equals(conversation)) {
            entries.add(entry);
          }
        });
    return entries;
  }

  private Path copy() throws Exception {
    var copy = stage.copy(List.of(conversation));
    if (bug == Bug.STORES_REPEATS) {
      Lies.unmark(copy);
    }
    return copy;
  }

  @Override
  public void close() throws IOException {
    bugEnds();
    devices.forEach(Device::disconnect);
    wire.close();
    world.history().close();
  }
}
