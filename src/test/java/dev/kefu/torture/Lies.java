package dev.kefu.torture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What servers with a bug would say.
final class Lies {

  private Lies() {}

  static Supplier<LyingProxy.Lie> of(Bug bug) {
    return switch (bug) {
      case STORES_REPEATS -> {
        var sends = new AtomicLong();
        yield () -> new StoresRepeats(sends);
      }
      case RESUMES_ONE_LATER -> ResumesOneLater::new;
      case ORDERS_BY_TIME -> OrdersByTime::new;
      case SENDS_NOTES_TO_SHOPPERS -> {
        var shoppers = new ConcurrentHashMap<String, Set<LyingProxy.Wire>>();
        yield () -> new SendsNotes(shoppers);
      }
      case ASSIGNS_TWICE -> {
        var heads = new ConcurrentHashMap<String, Long>();
        yield () -> new AssignsTwice(heads);
      }
      case PUBLISHES_BEFORE_COMMIT,
          FORGETS_COMMITS,
          LOSES_NUDGES,
          PAYS_BLINDLY,
          CANCELS_AFTER_APPROVAL ->
          throw new IllegalArgumentException(bug + " is inside the program");
    };
  }

  private static JsonNode read(String frame) {
    return World.JSON.readTree(frame);
  }

  private static boolean is(JsonNode frame, String type) {
    return frame.path("type").asString("").equals(type);
  }

  /// Each try is a new message to the server; at times the first answer is lost, so that there is a
  /// second try. [#MARK] is taken off again in the database before it is looked at.
  static final class StoresRepeats implements LyingProxy.Lie {

    static final String MARK = "__";
    private static final int LOST_ONE_IN = 30;

    private final AtomicLong sends;

    StoresRepeats(AtomicLong sends) {
      this.sends = sends;
    }

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
      if (frame.contains("\"type\":\"ok\"")
          && frame.contains(MARK)
          && sends.get() % LOST_ONE_IN == 0) {
        wire.cut();
        return List.of();
      }
      return List.of(frame.replaceAll(MARK + "\\d+", ""));
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

  /// Two events of one second come in the order of their ids, with the numbers of their places.
  private static final class OrdersByTime implements LyingProxy.Lie {

    private @Nullable ObjectNode held;

    @Override
    public List<String> toClient(String frame, LyingProxy.Wire wire) {
      var event = read(frame);
      var before = held;
      if (is(event, "event") && event instanceof ObjectNode now) {
        if (before != null && comesFirst(now, before)) {
          var seq = now.path("seq").asLong();
          now.put("seq", before.path("seq").asLong());
          before.put("seq", seq);
          return List.of(now.toString());
        }
        held = now;
        return before == null ? List.of() : List.of(before.toString());
      }
      held = null;
      return before == null ? List.of(frame) : List.of(before.toString(), frame);
    }

    private static boolean comesFirst(ObjectNode now, ObjectNode before) {
      return now.path("conversation").equals(before.path("conversation"))
          && second(now).equals(second(before))
          && now.path("seq").asLong() == before.path("seq").asLong() + 1
          && now.path("mid").asString("").compareTo(before.path("mid").asString("")) < 0;
    }

    private static String second(ObjectNode event) {
      return event.path("at").asString("").substring(0, "2026-01-01T00:00:00".length());
    }
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
