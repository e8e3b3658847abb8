package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One device, as the protocol wants a client to be: it comes back after whatever happens, names
/// what it has seen, repeats what was not answered under the same id, shows each number once and in
/// order, asks for what is missing, and says what it has stored.
///
/// Its owner's thread asks; a thread of each connection reads.
final class Device {

  /// As the protocol says: no answer in so long, and the frame is sent again. So much of a frame is
  /// kept to be looked at later.
  private static final int EVIDENCE = 300;

  private static final int ANSWER_WITHIN_S = 10;

  private static final int WELCOME_WITHIN_S = 15;
  private static final int MAX_CURSORS = 200;

  /// Nothing from the server within so many heartbeats: the connection is dead.
  private static final double SILENT_BEATS = 2.5;

  private static final int PINGS_WITHIN_S = 30;
  private static final int MAX_EXAMINED = 10;
  private static final int LEAST_PATIENCE_MS = 8_000;
  private static final int FIRST_BACKOFF_MS = 100;
  private static final int MAX_BACKOFF_MS = 2_000;
  private static final int ACK_EVERY = 20;
  private static final View UNSEEN = new View();
  private static final Pattern CONVERSATION = Pattern.compile("cnv_[0-9a-z]{26}");

  /// How a device proves who it is.
  interface Proof {
    Map<String, Object> get() throws IOException, InterruptedException;
  }

  private final World world;
  private final String name;
  private final boolean staff;
  private final boolean onBadNetwork;
  private final String address;
  private final Proof proof;
  private final History.Pen pen;
  private final RandomGenerator random;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private volatile Consumer<JsonNode> others = _ -> {};
  private volatile long napUntil;

  /// What its owner's thread waits for, and how its latest connection failed.
  private volatile String waitsFor = "nothing";

  private volatile String failed = "never";

  /// These are guarded by this.
  private final Map<String, View> views = new LinkedHashMap<>();

  private final Set<String> saw = new HashSet<>();
  private @Nullable Line line;
  private String epoch = "";

  /// One connection.
  private static final class Line {
    private final WireSocket wire;
    private final CompletableFuture<JsonNode> welcome = new CompletableFuture<>();
    private final Map<String, Long> came = new HashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final AtomicLong pings = new AtomicLong();
    private volatile boolean examined;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean gone;

    private Line(WireSocket wire) {
      this.wire = wire;
    }

    private boolean isAsking() {
      return !gone && asked.values().stream().anyMatch(count -> count > 0);
    }
  }

  Device(World world, String name, boolean staff, boolean onBadNetwork, int number, Proof proof) {
    this.world = world;
    this.name = name;
    this.staff = staff;
    this.onBadNetwork = onBadNetwork;
    this.address = "127.1.%d.%d".formatted(number / 250, 1 + number % 250);
    this.proof = proof;
    this.pen = world.history().pen(name);
    this.random = world.random(name);
  }

  String name() {
    return name;
  }

  World world() {
    return world;
  }

  RandomGenerator random() {
    return random;
  }

  History.Pen pen() {
    return pen;
  }

  /// Says whose this is, for the checker.
  void introduce(String actor, String role, String group) {
    world.finished().register();
    var link = onBadNetwork ? "bad" : "good";
    pen.note(What.HERE, "", actor, 0, String.join(Entry.BAR, role, group, link));
  }

  /// Hears frames that are neither events nor answers.
  void onOther(Consumer<JsonNode> listener) {
    others = listener;
  }

  /// Stops reading for a while, as a phone in a tunnel does.
  void nap(long ms) {
    napUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
  }

  /// Notes what it is waiting for, when that is longer than anything may take.
  void noteStuck() {
    pen.note(What.STUCK, "waiting for " + waitsFor + ", its latest connection failed: " + failed);
  }

  String nextId() {
    return name + "-" + ids.incrementAndGet() + "-" + Long.toHexString(random.nextLong());
  }

  /// Asks, over as many connections as it takes, until the server says `ok` or refuses for good.
  JsonNode ask(Map<String, Object> frame) throws InterruptedException {
    var id = String.valueOf(frame.get("id"));
    var text = World.JSON.writeValueAsString(frame);
    while (true) {
      var answer = once(connected(), id, text);
      if (answer == null) {
        continue;
      }
      if (!answer.path("retry").asBoolean(false)) {
        return answer;
      }
      pen.note(What.LATER, "", id, 0, answer.path("code").asString(""));
      Thread.sleep(Math.min(answer.path("retry_ms").asLong(50 + random.nextInt(200)), 2_000));
    }
  }

  private @Nullable JsonNode once(Line on, String id, String text) throws InterruptedException {
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    try {
      if (on.gone) {
        return null;
      }
      waitsFor = "the answer to " + id;
      on.wire.send(text);
      return answer.get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
    } catch (IOException | TimeoutException e) {
      on.wire.close();
      // Trying again and again meanwhile would keep the one who reads from finding out: virtual
      // threads share as many carriers as there are cores.
      waitsFor = "the end of its connection";
      on.end.await();
      return null;
    } catch (ExecutionException e) {
      return null;
    } finally {
      waiting.remove(id);
    }
  }

  /// Sends what needs no answer; lost when there is no connection.
  void tell(Map<String, Object> frame) {
    var on = current();
    if (on != null) {
      tell(on, frame);
    }
  }

  private static void tell(Line on, Map<String, Object> frame) {
    try {
      on.wire.send(World.JSON.writeValueAsString(frame));
    } catch (IOException e) {
      on.wire.close();
    }
  }

  private Line connected() throws InterruptedException {
    var backoff = FIRST_BACKOFF_MS;
    while (true) {
      synchronized (this) {
        if (line != null && !line.gone) {
          return line;
        }
      }
      try {
        return connect();
      } catch (IOException | ExecutionException | TimeoutException e) {
        failed = e.toString();
        Thread.sleep(random.nextInt(backoff));
        backoff = Math.min(2 * backoff, MAX_BACKOFF_MS);
      }
    }
  }

  private Line connect()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    waitsFor = "its ticket";
    var hello = new LinkedHashMap<>(proof.get());
    hello.put("type", "hello");
    hello.put("v", 1);
    hello.put("device", name);
    var port = onBadNetwork ? world.badPort() : world.goodPort();
    waitsFor = "a connection";
    var fresh = new Line(WireSocket.connect(port, address, 0));
    try {
      synchronized (this) {
        line = fresh;
        if (!epoch.isEmpty()) {
          hello.put("epoch", epoch);
        }
        hello.put("cursors", cursors(fresh));
      }
      Thread.ofVirtual().name(name).start(() -> read(fresh));
      waitsFor = "its welcome";
      fresh.wire.send(World.JSON.writeValueAsString(hello));
      fresh.welcome.get(WELCOME_WITHIN_S, TimeUnit.SECONDS);
      return fresh;
    } catch (IOException | ExecutionException | TimeoutException e) {
      fresh.wire.close();
      fresh.gone = true;
      throw e;
    }
  }

  /// The latest conversations, and how far each was shown.
  private Map<String, Long> cursors(Line fresh) {
    var cursors = new LinkedHashMap<String, Long>();
    views.entrySet().stream()
        .skip(Math.max(0, views.size() - MAX_CURSORS))
        .forEach(view -> cursors.put(view.getKey(), view.getValue().last()));
    fresh.came.putAll(cursors);
    return cursors;
  }

  private void read(Line from) {
    try {
      while (true) {
        var text = from.wire.read();
        rest();
        heard(from, text);
      }
    } catch (SocketTimeoutException e) {
      // Too long silent: this side gives up.
      from.wire.close();
    } catch (IOException e) {
      // It ended; how, the socket knows.
    } catch (RuntimeException | InterruptedException e) {
      world.broke(e);
    } finally {
      ended(from);
      from.end.countDown();
    }
  }

  private void rest() throws InterruptedException {
    for (var left = napUntil - System.nanoTime(); left > 0; left = napUntil - System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private void ended(Line from) {
    from.gone = true;
    if (from.welcome.isDone() && !from.welcome.isCompletedExceptionally()) {
      pen.note(What.CLOSED, "", "", from.wire.closeCode(), "");
    }
    from.wire.close();
    var gone = new IOException("the connection ended");
    from.welcome.completeExceptionally(gone);
    synchronized (this) {
      if (line != from) {
        return;
      }
    }
    waiting.values().forEach(answer -> answer.completeExceptionally(gone));
  }

  private void heard(Line from, String text) throws IOException {
    sniff(text);
    var frame = World.JSON.readTree(text);
    switch (frame.path("type").asString("")) {
      case "welcome" -> welcomed(from, frame);
      case "event" -> event(from, frame);
      case "ok", "error" -> answered(from, frame);
      case "ping" -> ping(from, frame);
      case "more" -> more(from, frame.path("conversation").asString(""));
      case "read" ->
          pen.note(
              What.READ,
              frame.path("conversation").asString(""),
              frame.path("participant").asString(""),
              frame.path("seq").asLong(),
              "");
      default -> others.accept(frame);
    }
  }

  /// Whatever kind of frame it is: which conversations does it name, and does it hold what a
  /// shopper must not see.
  private void sniff(String text) {
    var names = CONVERSATION.matcher(text);
    while (names.find()) {
      synchronized (this) {
        if (saw.add(names.group())) {
          pen.note(
              What.SAW, names.group(), "", 0, text.substring(0, Math.min(text.length(), EVIDENCE)));
        }
      }
    }
    if (!staff && text.contains(World.STAFF_ONLY)) {
      pen.note(What.LEAK, text);
    }
  }

  private void welcomed(Line from, JsonNode frame) throws IOException {
    synchronized (this) {
      epoch = frame.path("epoch").asString("");
      if (frame.path("resync").asBoolean(false)) {
        views.clear();
        from.came.clear();
        pen.note(What.RESYNC, "");
      }
    }
    var beats = (int) (frame.path("heartbeat_ms").asInt(25_000) * SILENT_BEATS);
    from.wire.patience(Math.max(beats, LEAST_PATIENCE_MS));
    pen.note(What.CONNECTED, "");
    others.accept(frame);
    from.welcome.complete(frame);
  }

  private synchronized void event(Line from, JsonNode event) {
    var conversation = event.path("conversation").asString("");
    var seq = event.path("seq").asLong();
    var view = views.computeIfAbsent(conversation, _ -> new View());
    lookAtTheWire(from, conversation, seq, event.path("kind").asString(""));
    view.take(seq, event);
    for (var next = view.next(); next != null; next = view.next()) {
      show(conversation, next);
    }
    notifyAll();
    if (view.hasGap() && from.asked.getOrDefault(conversation, 0) == 0) {
      sync(from, conversation, view.last());
    }
  }

  /// The server promises the next number on each connection, whatever the client could mend.
  private void lookAtTheWire(Line from, String conversation, long seq, String kind) {
    var before = from.came.getOrDefault(conversation, 0L);
    if (from.asked.getOrDefault(conversation, 0) == 0) {
      if (seq <= before) {
        pen.note(What.TWICE, conversation, "", seq, "");
      } else if (seq > before + 1) {
        pen.note(What.HOLE, conversation, "", seq, "after " + before);
      }
    } else if (from.examined && seq > before && kind.equals("message")) {
      pen.note(What.BEHIND, conversation, "", seq, "was told nothing after " + before);
    }
    from.came.put(conversation, Math.max(before, seq));
  }

  private void show(String conversation, JsonNode event) {
    pen.note(
        What.SHOWN,
        conversation,
        event.path("mid").asString(""),
        event.path("seq").asLong(),
        String.join(
            Entry.BAR,
            event.path("kind").asString(""),
            event.path("sender").path("id").asString(""),
            World.fingerprint(event.path("body"))));
  }

  /// More was missed than is sent unasked.
  private synchronized void more(Line from, String conversation) {
    sync(from, conversation, views.computeIfAbsent(conversation, _ -> new View()).last());
  }

  private synchronized void sync(Line on, String conversation, long after) {
    on.asked.merge(conversation, 1, Integer::sum);
    tell(
        on,
        Map.of(
            "type",
            "sync",
            "id",
            "sync:" + conversation,
            "conversation",
            conversation,
            "after",
            after));
  }

  private void answered(Line from, JsonNode frame) {
    var id = frame.path("id").asString("");
    if (id.startsWith("sync:")) {
      synced(from, id.substring("sync:".length()), frame);
      return;
    }
    var answer = waiting.remove(id);
    if (answer != null) {
      answer.complete(frame);
    }
  }

  private synchronized void synced(Line from, String conversation, JsonNode frame) {
    if (frame.path("code").asString("").equals("rate")) {
      // Another connection has its own allowance, and asks for what is missing there. It is gone
      // before it stops asking, or who waits for its answers would take it for done.
      from.gone = true;
      from.wire.close();
    }
    from.asked.merge(conversation, -1, Integer::sum);
    if (from.gone) {
      return;
    }
    var view = views.get(conversation);
    if (view != null && frame.path("more").asBoolean(false)) {
      sync(from, conversation, view.last());
    }
  }

  private void ping(Line from, JsonNode frame) {
    tell(from, Map.of("type", "pong"));
    from.pings.incrementAndGet();
    synchronized (this) {
      frame
          .path("heads")
          .properties()
          .forEach(head -> {
            var view = views.getOrDefault(head.getKey(), UNSEEN);
            var behind = view != UNSEEN && head.getValue().asLong() > view.last();
            if (behind && from.asked.getOrDefault(head.getKey(), 0) == 0) {
              sync(from, head.getKey(), view.last());
            }
          });
    }
  }

  /// Says how far it has stored, and at times that a person has read it.
  void ackSomeTimes() {
    var told = new HashMap<String, Long>();
    synchronized (this) {
      views.forEach((conversation, view) -> {
        if (told.isEmpty() && view.untold() >= ACK_EVERY) {
          told.put(conversation, view.told());
        }
      });
    }
    var type = random.nextInt(3) == 0 ? "read" : "ack";
    told.forEach((conversation, seq) ->
        tell(Map.of("type", type, "conversation", conversation, "seq", seq)));
  }

  /// Waits until a conversation was shown up to a number, at most so long.
  ///
  /// @return whether it was
  synchronized boolean awaitShown(String conversation, long seq, int withinMs)
      throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
    while (views.getOrDefault(conversation, UNSEEN).last() < seq) {
      var left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /// Nothing new is begun: looks whether this device was told of everything as it stands, then
  /// comes back once more and waits until everything that was missed has come.
  void settle() throws InterruptedException {
    world.awaitOthers();
    if (awaitPings()) {
      examine();
    }
    comeBack();
    pen.note(What.SETTLED, "");
  }

  /// A server looks into the log once more with each ping, at the latest. So after two there is
  /// nothing left that asking would bring.
  ///
  /// @return whether there is a connection to be examined
  private boolean awaitPings() throws InterruptedException {
    var on = current();
    if (on == null || on.gone) {
      return false;
    }
    var enough = on.pings.get() + 2;
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PINGS_WITHIN_S);
    while (on.pings.get() < enough && !on.gone && System.nanoTime() - until < 0) {
      Thread.sleep(20);
    }
    return true;
  }

  /// Asks for what this device should have been told of by now, and notes what it was not.
  void examine() throws InterruptedException {
    var on = current();
    if (on == null) {
      return;
    }
    on.examined = true;
    synchronized (this) {
      views.entrySet().stream()
          .skip(Math.max(0, views.size() - MAX_EXAMINED))
          .filter(view -> on.asked.getOrDefault(view.getKey(), 0) == 0)
          .forEach(view -> sync(on, view.getKey(), view.getValue().last()));
    }
    barrier(on);
  }

  private synchronized @Nullable Line current() {
    return line;
  }

  /// Connects anew and waits until everything that was missed has come.
  void comeBack() throws InterruptedException {
    disconnect();
    barrier(connected());
  }

  /// Connects, and asks for nothing that the server does not leave out.
  void reconnect() throws InterruptedException {
    connected();
  }

  /// Waits for an answer, before which everything asked earlier on this connection has come, since
  /// a socket is written to in order; and once more as long as that made the device ask for more.
  private void barrier(Line on) throws InterruptedException {
    do {
      for (var conversation : anyView()) {
        long after;
        synchronized (this) {
          after = views.getOrDefault(conversation, UNSEEN).last();
          on.asked.merge(conversation, 1, Integer::sum);
        }
        var id = nextId();
        var frame = Map.of("type", "sync", "id", id, "conversation", conversation, "after", after);
        var answer = once(on, id, World.JSON.writeValueAsString(frame));
        synchronized (this) {
          on.asked.merge(conversation, -1, Integer::sum);
        }
        if (answer == null) {
          barrier(connected());
          return;
        }
        Thread.sleep(answer.path("retry_ms").asLong(0));
      }
    } while (on.isAsking());
    if (on.gone) {
      // Too much was asked of that one; the next goes on where it ended.
      barrier(connected());
    }
  }

  private synchronized List<String> anyView() {
    return views.keySet().stream().limit(1).toList();
  }

  /// Ends the connection from this side.
  void disconnect() {
    synchronized (this) {
      if (line != null) {
        line.wire.close();
        line.gone = true;
      }
    }
  }
}
