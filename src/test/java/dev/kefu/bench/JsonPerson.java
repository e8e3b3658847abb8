package dev.kefu.bench;

import dev.kefu.replay.Json;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Somebody who speaks JSON, in whatever envelope the server wants, over a WebSocket.
final class JsonPerson extends Person {

  private static final byte[] SOCKET_IO_PONG = {'3'};
  private static final String PONG = "{\"type\":\"pong\"}";

  /// Ids of questions begin with it, so that they are no hexadecimal numbers as those of messages.
  private static final char QUESTION = 'q';

  private static final int PAIR_DIGITS = 4;
  private static final int SIDE_IN_ID = 4;
  private static final int NUMBER_IN_ID = 5;
  private static final int NUMBER_DIGITS = 8;
  private static final int END_OF_ID = 13;

  private final JsonTarget target;
  private final Map<String, End> ends = new HashMap<>();
  private final Set<String> listening = new HashSet<>();
  private final Map<String, Question> questions = new HashMap<>();
  private int asked;
  private String greeting = "";
  private String epoch = "";

  private record Question(Map<String, Object> frame, Consumer<String> answered) {}

  JsonPerson(Loop loop, JsonTarget target, Tally tally, Company company) {
    super(loop, tally, company);
    this.target = target;
  }

  @Override
  Wire dial(InetSocketAddress source) {
    greeting = epoch.isEmpty() ? hello() : again();
    var wire = new WebSocket(loop(), this, target.address());
    wire.connect(target.address().server(), source);
    return wire;
  }

  /// Says up to where each conversation is known.
  private String again() {
    var cursors = new LinkedHashMap<String, Object>();
    listening.forEach(conversation -> cursors.put(conversation, 0));
    ends.forEach((conversation, end) -> cursors.put(conversation, end.lastSeq()));
    var again = new LinkedHashMap<>(Json.object(hello()));
    again.put("v", 1);
    again.put("epoch", epoch);
    again.put("cursors", cursors);
    return Json.write(again);
  }

  @Override
  void open(Consumer<String> opened) {
    ask(
        null,
        Map.of("type", "open", "stage", "pre_sale"),
        conversation -> {
          listening.add(conversation);
          opened.accept(conversation);
        });
  }

  @Override
  void take(String conversation, Runnable taken) {
    ask(
        conversation,
        Map.of("type", "command", "op", "take", "conversation", conversation),
        _ -> taken.run());
  }

  @Override
  void enter(End end) {
    ends.put(end.conversation, end);
  }

  @Override
  Stencil stencil(String conversation, Person peer, Series series, String[] texts) {
    var toId =
        target.envelope().before(conversation)
            + "{\"type\":\"send\",\"id\":\""
            + String.format("%04x%x", series.pair(), series.side());
    var toMid =
        toId + "00000000\",\"conversation\":\"" + conversation + "\",\"mid\":\"" + series.mid();
    var tails = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      tails[i] = texts[i] + "\"}}" + target.envelope().after();
    }
    return new Stencil(
        toMid + "000000000000\",\"body\":{\"kind\":\"text\",\"text\":\"",
        tails,
        new Stencil.Hole(toId.length(), NUMBER_DIGITS),
        new Stencil.Hole(toMid.length(), Series.NUMBER_DIGITS));
  }

  @Override
  void say(End end, long number, Stencil stencil) {
    wire().send(stencil.frame(), stencil.fill(number));
  }

  /// Asks for something and hears the `ok`; asks again when it came too fast. Where there is no way
  /// to ask, a conversation is a topic one listens to.
  ///
  /// @param conversation null for a new one
  /// @param answered is told the conversation
  private void ask(String conversation, Map<String, Object> frame, Consumer<String> answered) {
    if (target.manner() == JsonTarget.Manner.ECHOED) {
      answered.accept(subscribe(conversation));
      return;
    }
    var id = QUESTION + String.valueOf(asked++);
    var whole = new LinkedHashMap<>(frame);
    whole.put("id", id);
    questions.put(id, new Question(whole, answered));
    wire().send(target.envelope().wrap(Json.write(whole)));
  }

  private String subscribe(String conversation) {
    var name = conversation == null ? "cnv_" + UUID.randomUUID() : conversation;
    var frame = "SUBSCRIBE\nid:" + name + "\ndestination:/topic/" + name + "\n\n\0";
    wire().send(frame.getBytes(StandardCharsets.UTF_8));
    return name;
  }

  @Override
  public void opened(Wire opened) {
    opened.send(target.envelope().opening(greeting).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void heard(Wire from, byte[] bytes, int begin, int end) {
    var object = target.envelope().object(bytes, begin, end);
    if (object < 0) {
      control(from, target.envelope().control(bytes, begin));
      return;
    }
    Tally.count(tally().frames);
    var fields = loop().fields;
    fields.read(bytes, object, end);
    switch (fields.type()) {
      case EVENT -> event(fields);
      case OK -> ok(fields, bytes, object, end);
      case ERROR -> refused(object(bytes, object, end));
      case PING -> from.send(target.envelope().wrap(PONG));
      case WELCOME -> {
        epoch = String.valueOf(object(bytes, object, end).get("epoch"));
        company().welcome(this);
      }
      case INBOX -> tally().other("inbox");
      case SUGGESTIONS -> tally().other("suggestions");
      case OTHER -> tally().other("other");
    }
  }

  private void control(Wire from, Envelope.Control control) {
    switch (control) {
      case SAY_HELLO -> from.send(target.envelope().wrap(greeting));
      case WELCOME -> company().welcome(this);
      case PONG -> from.send(SOCKET_IO_PONG);
      case NOTHING -> {}
    }
  }

  private static Map<String, Object> object(byte[] bytes, int object, int end) {
    return Json.object(new String(bytes, object, end - object, StandardCharsets.UTF_8));
  }

  private void event(Fields fields) {
    var mid = fields.mid();
    var pair = fields.hasMid() ? Series.pair(mid, company()) : null;
    if (pair == null) {
      var own = ends.get(fields.conversation());
      if (own != null) {
        own.event(fields.seq());
      }
      return;
    }
    var own = pair.end(this);
    var sender = pair.side(Series.side(mid));
    var number = Series.number(mid);
    if (target.manner() == JsonTarget.Manner.LOG) {
      own.event(fields.seq());
    } else if (!own.equals(sender)) {
      sender.inTurn(number);
    }
    if (!own.equals(sender)) {
      sender.heardByPeer(number);
    } else if (target.manner() == JsonTarget.Manner.ECHOED) {
      sender.ok(number);
    }
  }

  private void ok(Fields fields, byte[] bytes, int object, int end) {
    var id = fields.id();
    if (bytes[id.from()] != QUESTION) {
      message(id).ok(id.hex(NUMBER_IN_ID, NUMBER_DIGITS));
      return;
    }
    var question = questions.remove(id.toString());
    if (question != null) {
      var conversation = object(bytes, object, end).get("conversation");
      question.answered().accept(String.valueOf(conversation));
    }
  }

  private End message(Fields.Slice id) {
    var pair = company().pairs().apply((int) id.hex(0, PAIR_DIGITS));
    return pair.side((int) id.hex(SIDE_IN_ID, 1));
  }

  private void refused(Map<String, Object> error) {
    var id = String.valueOf(error.get("id"));
    tally().other("error " + error.get("code"));
    var later = error.get("retry_ms") instanceof Double ms ? ms.longValue() : 1_000;
    var nanos = TimeUnit.MILLISECONDS.toNanos(later);
    var again = Boolean.TRUE.equals(error.get("retry"));
    var question = questions.get(id);
    if (question != null && again) {
      loop().after(nanos, () -> wire().send(target.envelope().wrap(Json.write(question.frame()))));
    } else if (question != null || id.length() < END_OF_ID) {
      company().gone(this, "refused: " + Json.write(error));
    } else {
      var slice = new Fields.Slice(id.getBytes(StandardCharsets.US_ASCII), 0, id.length());
      var sender = message(slice);
      var number = slice.hex(NUMBER_IN_ID, NUMBER_DIGITS);
      if (again) {
        loop().after(nanos, () -> sender.write(number));
      } else {
        sender.refused();
      }
    }
  }
}
