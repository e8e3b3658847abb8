package dev.kefu.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What servers with a bug would say, and what the same wire does where the server is right.
final class Lies {

  private Lies() {}

  /// @param bug one that is on the wire
  static Supplier<LyingProxy.Lie> of(Bug bug) {
    return switch (bug) {
      case STORES_REPEATS -> {
        var sends = new AtomicLong();
        var loss = new Loss();
        yield () -> new StoresRepeats(sends, loss);
      }
      case RESUMES_ONE_LATER -> ResumesOneLater::new;
      case ORDERS_BY_TIME -> {
        var bySecond = new ConcurrentHashMap<String, List<ObjectNode>>();
        yield () -> new OrdersByTime(bySecond);
      }
      case SENDS_NOTES_TO_SHOPPERS -> {
        var shoppers = new ConcurrentHashMap<String, Set<LyingProxy.Wire>>();
        yield () -> new SendsNotes(shoppers);
      }
      case ASSIGNS_TWICE -> {
        var heads = new ConcurrentHashMap<String, Long>();
        yield () -> new AssignsTwice(heads);
      }
      case READS_A_REPLICA -> ReadsAReplica::new;
      case PUBLISHES_BEFORE_COMMIT,
          FORGETS_COMMITS,
          LOSES_NUDGES,
          PAYS_BLINDLY,
          CANCELS_AFTER_APPROVAL,
          LEASES_WITHOUT_FENCE,
          KEEPS_EVERYTHING,
          TELLS_LATE ->
          throw new IllegalArgumentException(bug + " is inside the program");
    };
  }

  /// The same wire before a server without that bug: passes everything on, but loses an answer
  /// where that is what brings the bug to light.
  static Supplier<LyingProxy.Lie> without(Bug bug) {
    if (bug != Bug.STORES_REPEATS) {
      return () -> new LyingProxy.Lie() {};
    }
    var loss = new Loss();
    return () -> new LosesAnAnswer(loss);
  }

  private static JsonNode read(String frame) {
    return World.JSON.readTree(frame);
  }

  private static boolean is(JsonNode frame, String type) {
    return frame.path("type").asString("").equals(type);
  }

  /// Of all answers on the wires of one server, the one that is lost.
  private static final class Loss {

    private static final long WHICH = 2;

    private final AtomicLong answers = new AtomicLong();

    boolean takes(String frame) {
      var answer = read(frame);
      return is(answer, "ok") && answer.has("mid") && answers.incrementAndGet() == WHICH;
    }
  }

  /// The answer to a message never comes, so that there is a second try.
  private record LosesAnAnswer(Loss loss) implements LyingProxy.Lie {

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      if (loss.takes(frame)) {
        wire.cut();
        return List.of();
      }
      return List.of(frame);
    }
  }

  /// Each try is a new message to the server; an answer is lost. [#MARK] is taken off again in the
  /// database before it is looked at.
  private record StoresRepeats(AtomicLong sends, Loss loss) implements LyingProxy.Lie {

    private static final String MARK = "__";

    @Override
    public List<String> toServer(String frame, LyingProxy.Wire wire) {
      var sent = read(frame);
      if (is(sent, "send") && sent instanceof ObjectNode object) {
        object.put("mid", sent.path("mid").asString("") + MARK + sends.incrementAndGet());
        return List.of(object.toString());
      }
      return List.of(frame);
    }

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      if (loss.takes(frame)) {
        wire.cut();
        return List.of();
      }
      return List.of(frame.replaceAll(MARK + "\\d+", ""));
    }
  }

  /// A server that stores repeats would have stored them under their own ids.
  static void unmark(Path database) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.execute(
          "update event set mid = substr(mid, 1, instr(mid, '%1$s') - 1) where instr(mid, '%1$s') > 0"
              .formatted(StoresRepeats.MARK));
    }
  }

  /// What follows after the cursor begins one event too late.
  private static final class ResumesOneLater implements LyingProxy.Lie {

    @Override
    public List<String> toServer(String frame, LyingProxy.Wire wire) {
      var hello = read(frame);
      if (!is(hello, "hello") || !(hello.path("cursors") instanceof ObjectNode cursors)) {
        return List.of(frame);
      }
      for (var cursor : List.copyOf(cursors.properties())) {
        cursors.put(cursor.getKey(), cursor.getValue().asLong() + 1);
      }
      return List.of(hello.toString());
    }
  }

  /// The events of one second come in the order of their ids, with the numbers of their places.
  private record OrdersByTime(Map<String, List<ObjectNode>> bySecond) implements LyingProxy.Lie {

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      if (!(read(frame) instanceof ObjectNode event) || !is(event, "event")) {
        return List.of(frame);
      }
      var key = event.path("conversation").asString("") + second(event);
      return List.of(instead(event, bySecond.merge(key, List.of(event), OrdersByTime::both)));
    }

    private static List<ObjectNode> both(List<ObjectNode> known, List<ObjectNode> more) {
      return known.containsAll(more)
          ? known
          : Stream.concat(known.stream(), more.stream())
              .sorted(Comparator.comparingLong(one -> one.path("seq").asLong()))
              .toList();
    }

    private static String instead(ObjectNode event, List<ObjectNode> ofThatSecond) {
      var other =
          ofThatSecond.stream()
              .sorted(Comparator.comparing(one -> one.path("mid").asString("")))
              .toList()
              .get(ofThatSecond.indexOf(event))
              .deepCopy();
      other.put("seq", event.path("seq").asLong());
      return other.toString();
    }
  }

  /// Of an event, or of the answer to a message.
  static String second(JsonNode stored) {
    return stored.path("at").asString("").substring(0, "2026-01-01T00:00:00".length());
  }

  /// Whoever follows a conversation gets its notes.
  private static final class SendsNotes implements LyingProxy.Lie {

    private final Map<String, Set<LyingProxy.Wire>> shoppers;
    private boolean staff;

    SendsNotes(Map<String, Set<LyingProxy.Wire>> shoppers) {
      this.shoppers = shoppers;
    }

    @Override
    public List<String> toServer(String frame, LyingProxy.Wire wire) {
      staff = staff || frame.contains("\"ticket\"");
      return List.of(frame);
    }

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      var event = read(frame);
      var conversation = event.path("conversation").asString("");
      if (!staff && is(event, "event")) {
        shoppers.computeIfAbsent(conversation, _ -> ConcurrentHashMap.newKeySet()).add(wire);
      }
      if (staff && event.path("kind").asString("").equals("note")) {
        shoppers.getOrDefault(conversation, Set.of()).removeIf(shopper -> !told(shopper, frame));
      }
      return List.of(frame);
    }
  }

  private static boolean told(LyingProxy.Wire shopper, String frame) {
    try {
      shopper.tellClient(frame);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Who comes back comes to a node that has no more than they have seen, and will not have it
  /// while they are there.
  private static final class ReadsAReplica implements LyingProxy.Lie {

    private final Map<String, Long> copied = new ConcurrentHashMap<>();

    @Override
    public List<String> toServer(String frame, LyingProxy.Wire wire) {
      var hello = read(frame);
      if (is(hello, "hello")) {
        hello
            .path("cursors")
            .properties()
            .forEach(cursor -> copied.put(cursor.getKey(), cursor.getValue().asLong()));
      }
      return List.of(frame);
    }

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      if (!(read(frame) instanceof ObjectNode said)) {
        return List.of(frame);
      }
      var head = copied.get(said.path("conversation").asString(""));
      if (head == null) {
        return List.of(frame);
      }
      if (is(said, "event") && said.path("seq").asLong() > head) {
        return List.of();
      }
      if (is(said, "ok") && said.has("head")) {
        said.put("head", head);
        said.put("more", false);
      }
      return List.of(said.toString());
    }
  }

  /// Who comes second is told that it is theirs as well.
  private static final class AssignsTwice implements LyingProxy.Lie {

    private final Map<String, Long> heads;
    private final Map<String, String> takes = new ConcurrentHashMap<>();

    AssignsTwice(Map<String, Long> heads) {
      this.heads = heads;
    }

    @Override
    public List<String> toServer(String frame, LyingProxy.Wire wire) {
      var command = read(frame);
      if (command.path("op").asString("").equals("take")) {
        takes.put(command.path("id").asString(""), command.path("conversation").asString(""));
      }
      return List.of(frame);
    }

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      var answer = read(frame);
      if (is(answer, "event")) {
        heads.merge(
            answer.path("conversation").asString(""), answer.path("seq").asLong(), Math::max);
      }
      var conversation = takes.get(answer.path("id").asString(""));
      if (conversation == null || !answer.path("code").asString("").equals("conflict")) {
        return List.of(frame);
      }
      var ok = World.JSON.createObjectNode();
      ok.put("type", "ok");
      ok.put("id", answer.path("id").asString(""));
      ok.put("conversation", conversation);
      ok.put("seq", heads.getOrDefault(conversation, 1L));
      return List.of(ok.toString());
    }
  }
}
