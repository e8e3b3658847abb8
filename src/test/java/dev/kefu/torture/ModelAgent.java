package dev.kefu.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A member of staff at one device: keeps the work list as the server tells it, takes what waits,
/// answers, notes, hands over, ends, opens again, asks for compensation and takes it back; whoever
/// supervises takes over and whispers.
final class ModelAgent {

  private static final int MAX_OWN = 12;
  private static final int IDLE_MS = 50;
  private static final int LEAST_PROPOSAL_FEN = 5_100;
  private static final int AROUND_THE_DECISION_MS = 300;

  /// Commands are limited to 30 at once and one a second, a socket; this stays below.
  private static final long COMMAND_EVERY_MS = 1_100;

  private static final List<String> REASONS = List.of("late", "lost", "stock_out", "goodwill");

  private final Device device;
  private final Outbox outbox;
  private final String me;
  private final boolean supervises;
  private final List<String> colleagues;

  /// Guarded by this.
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private long nextCommand;

  /// A line of the work list.
  private record Row(String status, String owner, boolean verified, String order) {}

  ModelAgent(Device device, String me, boolean supervises, List<String> colleagues) {
    this.device = device;
    this.outbox = new Outbox(device);
    this.me = me;
    this.supervises = supervises;
    this.colleagues = colleagues;
    device.onOther(this::heard);
  }

  private synchronized void heard(JsonNode frame) {
    switch (frame.path("type").asString("")) {
      case "welcome" -> {
        rows.clear();
        frame.path("inbox").forEach(this::row);
      }
      case "inbox" -> row(frame.path("row"));
      default -> {
        // Suggestions and typing: for people.
      }
    }
  }

  private void row(JsonNode row) {
    rows.put(
        row.path("conversation").asString(),
        new Row(
            row.path("status").asString(""),
            row.path("owner").asString(""),
            row.path("shopper").path("verified").asBoolean(false),
            row.path("context").path("order").asString("")));
  }

  void live() throws InterruptedException {
    // The work list comes with the welcome.
    device.ask(
        Map.of(
            "type",
            "command",
            "id",
            device.nextId(),
            "op",
            "presence",
            "args",
            Map.of("state", "online")));
    while (!device.world().isQuiet()) {
      var own = some("assigned", me);
      if (mayCommand() && own.size() < MAX_OWN && !some("queued", "").isEmpty()) {
        command("take", pick(some("queued", "")), Map.of());
      } else if (own.isEmpty()) {
        // Without a line there would be nothing to do for ever.
        device.reconnect();
        device.world().pause(IDLE_MS);
      } else {
        work(pick(own));
      }
      device.ackSomeTimes();
    }
    device.settle();
  }

  private synchronized List<String> some(String status, String owner) {
    var found = new ArrayList<String>();
    rows.forEach((id, row) -> {
      if (row.status().equals(status) && row.owner().equals(owner)) {
        found.add(id);
      }
    });
    return found;
  }

  private String pick(List<String> from) {
    return from.get(device.random().nextInt(from.size()));
  }

  private boolean mayCommand() {
    return System.nanoTime() - nextCommand >= 0;
  }

  private void work(String conversation) throws InterruptedException {
    if (!mayCommand()) {
      outbox.say(conversation);
      return;
    }
    switch (device.random().nextInt(10)) {
      case 0, 1, 2 -> note(conversation);
      case 3 -> transfer(conversation);
      case 4 -> {
        command("close", conversation, Map.of("reason", "done"));
        command("reopen", conversation, Map.of());
      }
      case 5, 6, 7 -> claim(conversation);
      case 8 -> takeOver();
      default -> command("close", conversation, Map.of());
    }
  }

  private JsonNode command(String op, String conversation, Map<String, Object> args)
      throws InterruptedException {
    nextCommand();
    return outbox.command(op, conversation, args);
  }

  private void nextCommand() {
    nextCommand = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COMMAND_EVERY_MS);
  }

  private void note(String conversation) throws InterruptedException {
    var op = supervises && device.random().nextBoolean() ? "whisper" : "note";
    var text = "%s %s %d".formatted(World.STAFF_ONLY, conversation, device.random().nextInt());
    command(op, conversation, Map.of("text", text));
  }

  private void transfer(String conversation) throws InterruptedException {
    var note = World.STAFF_ONLY + " " + conversation;
    Map<String, Object> args =
        device.random().nextBoolean()
            ? Map.of("to_staff", pick(colleagues), "note", note)
            : Map.of("to_group", device.random().nextBoolean() ? "pre_sale" : "after_sale");
    command("transfer", conversation, args);
  }

  /// Claims something for a buyer among those it serves; leaves a note where there is none.
  private void claim(String otherwise) throws InterruptedException {
    var buyers = new ArrayList<String>();
    for (var id : some("assigned", me)) {
      var line = line(id);
      if (line.verified() && !line.order().isEmpty()) {
        buyers.add(id);
      }
    }
    if (buyers.isEmpty()) {
      note(otherwise);
      return;
    }
    var conversation = pick(buyers);
    var proposal = LEAST_PROPOSAL_FEN + device.random().nextInt(100);
    nextCommand();
    var answer = outbox.claim(conversation, line(conversation).order(), pick(REASONS), proposal);
    if (answer.path("status").asString("").equals("pending")) {
      var id = answer.path("case").asString();
      var claim = new World.Claim(id, conversation, answer.path("version").asLong());
      device.world().cases().add(claim);
      device.world().claimed().incrementAndGet();
      if (device.random().nextBoolean()) {
        // At the moment the manager decides, sometimes before and sometimes after.
        device.world().pause(device.random().nextInt(AROUND_THE_DECISION_MS));
        command("cancel_case", conversation, Map.of("case", id));
      }
    }
  }

  private synchronized Row line(String conversation) {
    return rows.getOrDefault(conversation, new Row("", "", false, ""));
  }

  private void takeOver() throws InterruptedException {
    List<String> others;
    synchronized (this) {
      others =
          rows.entrySet().stream()
              .filter(row -> row.getValue().status().equals("assigned"))
              .map(Map.Entry::getKey)
              .toList();
    }
    if (supervises && !others.isEmpty()) {
      command("take_over", pick(others), Map.of());
    }
  }
}
