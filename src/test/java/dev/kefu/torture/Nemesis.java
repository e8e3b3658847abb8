package dev.kefu.torture;

import dev.kefu.program.Packaged;
import dev.kefu.torture.Entry.What;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What goes wrong, one thing after the other, each followed by a time in which clients are
/// answered again: a fault is over when so many more messages have been acknowledged.
final class Nemesis {

  /// Ends the text of a fault that may end sockets without a close frame.
  static final String WITHOUT_A_WORD = "without a word";

  static final int CALM_AFTER = 60;
  private static final int MIXED_FOR = 500;
  private static final int PROGRESS_WITHIN_S = 600;
  private static final int TERMINATE_WITHIN_S = 120;
  private static final int MOMENT_MS = 300;
  private static final int AFTERMATH_MS = 3_000;

  /// What is filled once in a life has been filled by then.
  private static final int WARM_AFTER = 1_000;

  private final World world;
  private final History.Pen pen;
  private final RandomGenerator random;
  private final List<Node> nodes;
  private final ChaosProxy network;
  private final List<Device> sleepers;

  Nemesis(World world, List<Node> nodes, ChaosProxy network, List<Device> sleepers) {
    this.world = world;
    this.pen = world.history().pen("nemesis");
    this.random = world.random("nemesis");
    this.nodes = nodes;
    this.network = network;
    this.sleepers = sleepers;
  }

  /// Nothing happens for a while, and what the processes hold in memory is looked at before and
  /// after it.
  ///
  /// @param messages that are acknowledged in between
  void leaveAlone(long messages) throws Exception {
    awaitStored(WARM_AFTER);
    lookAtMemory();
    awaitStored(messages);
    lookAtMemory();
  }

  /// A full collection stands in the way of everybody, which is not the program's doing.
  private void lookAtMemory() throws Exception {
    begin("memory is looked at", false);
    for (var node : nodes) {
      node.server().noteHeld(pen);
    }
    calm();
  }

  /// SIGKILL at any moment, and a new start over what is left.
  void kill() throws Exception {
    var node = any();
    begin("kill", true);
    moment();
    node.server().kill();
    node.restart();
    calm();
  }

  /// SIGKILL while the next start is under way, too.
  void killWhileStarting() throws Exception {
    var node = any();
    begin("kill while starting", true);
    node.server().kill();
    node.begin(node.launch());
    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_500));
    node.server().kill();
    node.restart();
    calm();
  }

  /// SIGTERM under load: every client is told.
  void terminate() throws Exception {
    begin("terminate", false);
    replace(any());
    calm();
  }

  /// SIGTERM and a new start of one after the other, as a deploy does it.
  void replaceAll() throws Exception {
    begin("replace all", false);
    for (var node : nodes) {
      replace(node);
    }
    calm();
  }

  /// The same with another version: a rolling upgrade, with both at work for a while.
  void upgradeAll(Packaged program) throws Exception {
    begin("upgrade all", false);
    for (var node : nodes) {
      node.upgrade(program);
      replace(node);
      awaitStored(MIXED_FOR);
    }
    calm();
  }

  private static void replace(Node node) throws Exception {
    node.server().terminate(TERMINATE_WITHIN_S);
    node.restart();
  }

  /// SIGSTOP, and SIGCONT after a while.
  void standStill(int ms) throws Exception {
    var server = any().server();
    begin("stand still", true);
    server.pause();
    TimeUnit.MILLISECONDS.sleep(ms);
    server.resume();
    if (nodes.size() > 1) {
      // The others are answering all the time, which says nothing of what this one still ends.
      TimeUnit.MILLISECONDS.sleep(AFTERMATH_MS);
    }
    calm();
  }

  /// One node reaches its database, the bus or both no more, for a while, and nobody is told.
  ///
  /// @param longestMs of that while
  void part(List<Node.Line> lines, int longestMs) throws Exception {
    var node = any();
    begin("parted from " + lines.toString().toLowerCase(Locale.ROOT), true);
    moment();
    lines.forEach(line -> node.line(line).part());
    TimeUnit.MILLISECONDS.sleep(MOMENT_MS + random.nextInt(longestMs));
    lines.forEach(line -> node.line(line).rejoin());
    // The others are answering all the time.
    TimeUnit.MILLISECONDS.sleep(AFTERMATH_MS);
    calm();
  }

  /// Something happens to the connections that pass through the bad network.
  void spoilLinks(int howMany) {
    var links = network.links();
    for (var i = 0; i < Math.min(howMany, links.size()); i++) {
      try {
        var what = links.get(random.nextInt(links.size())).spoil(random);
        pen.note(What.FAULT, "link " + what + Entry.BAR + WITHOUT_A_WORD);
      } catch (IOException e) {
        // It had ended meanwhile, which is as bad as anything.
      }
    }
    pen.note(What.CALM, "");
  }

  /// Some devices stop reading for a while.
  void sleep(int ms) throws Exception {
    begin("sleepers", true);
    sleepers.forEach(device -> device.nap(ms));
    calm();
  }

  /// The shop pays and its answer is lost, so that what was granted has to be asked about.
  void loseThePayoutsAnswer(Till till, int seconds) throws InterruptedException {
    try {
      till.outage("payout_answer", seconds);
      pen.note(What.FAULT, "payouts' answers are lost");
      pen.note(What.CALM, "");
    } catch (IOException e) {
      // The server is not there to be told; another time.
    }
  }

  /// Waits for more messages to be acknowledged, however long it takes within reason.
  void awaitStored(long more) throws Exception {
    var enough = world.history().stored() + more;
    await(() -> world.history().stored() >= enough, "clients are not answered any more");
  }

  /// Waits for more claims to be opened.
  void awaitClaims(long more) throws Exception {
    var enough = world.claimed().get() + more;
    await(() -> world.claimed().get() >= enough, "nobody claims anything");
  }

  interface Condition {
    boolean holds();
  }

  /// Waits as long as it takes within reason.
  void await(Condition condition, String otherwise) throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROGRESS_WITHIN_S);
    while (!condition.holds()) {
      var broken = world.broken().get();
      if (broken != null) {
        throw new AssertionError("the rig itself failed", broken);
      }
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            otherwise + " within " + PROGRESS_WITHIN_S + " s:\n" + lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private String lastWords() {
    return nodes.stream()
        .map(node -> node.server().lastWords())
        .collect(Collectors.joining("\n\n"));
  }

  /// One of the nodes.
  private Node any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /// Notes that something is about to go wrong.
  ///
  /// @param withoutAWord whether it may end sockets without a close frame
  void begin(String fault, boolean withoutAWord) {
    pen.note(What.FAULT, fault + Entry.BAR + (withoutAWord ? WITHOUT_A_WORD : ""));
  }

  /// Waits until clients are answered again, and notes it.
  void calm() throws Exception {
    awaitStored(CALM_AFTER);
    pen.note(What.CALM, "");
  }

  /// Waits for a random moment.
  void moment() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MOMENT_MS));
  }

  World world() {
    return world;
  }

  RandomGenerator random() {
    return random;
  }
}
