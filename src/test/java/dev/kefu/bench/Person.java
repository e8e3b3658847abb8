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
import java.util.function.IntFunction;

/// Somebody signed in over one socket: a shopper or an agent. On one loop's thread only, but for
/// [#connect].
final class Person implements Wire.Ear {

  private static final byte[] SOCKET_IO_PONG = {'3'};
  private static final String PONG = "{\"type\":\"pong\"}";

  /// Ids of questions begin with it, so that they are no hexadecimal numbers as those of messages.
  private static final char QUESTION = 'q';

  private static final int SIDE_IN_MID = 17;
  private static final int NUMBER_IN_MID = 24;
  private static final int NUMBER_DIGITS = 12;
  private static final int END_OF_ID = 13;

  private final Loop loop;
  private final Target target;
  private final Tally tally;
  private final Company company;
  private final Map<String, End> ends = new HashMap<>();
  private final Set<String> listening = new HashSet<>();
  private final Map<String, Question> questions = new HashMap<>();
  private int asked;
  private Wire wire;
  private String hello = "";
  private String greeting = "";
  private String epoch = "";

  private record Question(Map<String, Object> frame, Consumer<Map<String, Object>> answered) {}

  /// Whom a person belongs to; called on the loop's thread.
  interface Company {

    void welcome(Person person);

    void gone(Person person, String why);

    /// A conversation by its number.
    IntFunction<Pair> pairs();

    /// What the message ids of this run have in common.
    int tag();
  }

  Person(Loop loop, Target target, Tally tally, Company company) {
    this.loop = loop;
    this.target = target;
    this.tally = tally;
    this.company = company;
  }

  Loop loop() {
    return loop;
  }

  Tally tally() {
    return tally;
  }

  Wire wire() {
    return wire;
  }

  /// Comes in; `company` is told when it is done.
  ///
  /// @param source the local address, or null for any
  void connect(String with, InetSocketAddress source) {
    loop.execute(() -> {
      hello = with;
      begin(with, source);
    });
  }

  /// Comes in again and says up to where each conversation is known. On the loop's thread only.
  void comeBack() {
    var cursors = new LinkedHashMap<String, Object>();
    listening.forEach(conversation -> cursors.put(conversation, 0));
    ends.forEach((conversation, end) -> cursors.put(conversation, end.lastSeq()));
    var again = new LinkedHashMap<>(Json.object(hello));
    again.put("v", 1);
    again.put("epoch", epoch);
    again.put("cursors", cursors);
    begin(Json.write(again), null);
  }

  private void begin(String with, InetSocketAddress source) {
    greeting = with;
    wire = new Wire(loop, this);
    wire.connect(target.address(), source);
  }

  /// Follows a conversation in which nothing is said.
  void listen(String conversation) {
    listening.add(conversation);
  }

  void enter(End end) {
    ends.put(end.conversation, end);
  }

  /// Asks for something and hears the `ok`; asks again when it came too fast.
  void ask(Map<String, Object> frame, Consumer<Map<String, Object>> answered) {
    if (target.manner() == Target.Manner.ECHOED) {
      answered.accept(Map.of("conversation", subscribe(frame.get("conversation"))));
      return;
    }
    var id = QUESTION + String.valueOf(asked++);
    var whole = new LinkedHashMap<>(frame);
    whole.put("id", id);
    questions.put(id, new Question(whole, answered));
    wire.send(target.envelope().wrap(Json.write(whole)));
  }

  /// Where there is no way to ask, a conversation is a topic one listens to.
  ///
  /// @param conversation null for a new one
  private String subscribe(Object conversation) {
    var name = conversation == null ? "cnv_" + UUID.randomUUID() : conversation;
    var frame = "SUBSCRIBE\nid:" + name + "\ndestination:/topic/" + name + "\n\n\0";
    wire.send(frame.getBytes(StandardCharsets.UTF_8));
    return name.toString();
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
    Tally.count(tally.frames);
    var fields = loop.fields;
    fields.read(bytes, object, end);
    switch (fields.type()) {
      case EVENT -> event(fields);
      case OK -> ok(fields, bytes, object, end);
      case ERROR -> refused(object(bytes, object, end));
      case PING -> from.send(target.envelope().wrap(PONG));
      case WELCOME -> {
        epoch = String.valueOf(object(bytes, object, end).get("epoch"));
        company.welcome(this);
      }
      case INBOX -> tally.other("inbox");
      case SUGGESTIONS -> tally.other("suggestions");
      case OTHER -> tally.other("other");
    }
  }

  private void control(Wire from, Envelope.Control control) {
    switch (control) {
      case SAY_HELLO -> from.send(target.envelope().wrap(greeting));
      case WELCOME -> company.welcome(this);
      case PONG -> from.send(SOCKET_IO_PONG);
      case NOTHING -> {}
    }
  }

  private static Map<String, Object> object(byte[] bytes, int object, int end) {
    return Json.object(new String(bytes, object, end - object, StandardCharsets.UTF_8));
  }

  private void event(Fields fields) {
    var mid = fields.mid();
    var pair =
        fields.hasMid() && mid.hex(9, 4) == company.tag()
            ? company.pairs().apply((int) mid.hex(0, 8))
            : null;
    if (pair == null) {
      var own = ends.get(fields.conversation());
      if (own != null) {
        own.event(fields.seq());
      }
      return;
    }
    var own = pair.end(this);
    var sender = mid.hex(SIDE_IN_MID, 1) == 0 ? pair.shopper() : pair.agent();
    var number = mid.hex(NUMBER_IN_MID, NUMBER_DIGITS);
    if (target.manner() == Target.Manner.LOG) {
      own.event(fields.seq());
    } else if (!own.equals(sender)) {
      sender.inTurn(number);
    }
    if (!own.equals(sender)) {
      sender.heardByPeer(number);
    } else if (target.manner() == Target.Manner.ECHOED) {
      sender.ok(number);
    }
  }

  private void ok(Fields fields, byte[] bytes, int object, int end) {
    var id = fields.id();
    if (bytes[id.from()] != QUESTION) {
      message(id).ok(id.hex(5, 8));
      return;
    }
    var question = questions.remove(id.toString());
    if (question != null) {
      question.answered().accept(object(bytes, object, end));
    }
  }

  private End message(Fields.Slice id) {
    var pair = company.pairs().apply((int) id.hex(0, 4));
    return id.hex(4, 1) == 0 ? pair.shopper() : pair.agent();
  }

  private void refused(Map<String, Object> error) {
    var id = String.valueOf(error.get("id"));
    tally.other("error " + error.get("code"));
    var later = error.get("retry_ms") instanceof Double ms ? ms.longValue() : 1_000;
    var nanos = TimeUnit.MILLISECONDS.toNanos(later);
    var again = Boolean.TRUE.equals(error.get("retry"));
    var question = questions.get(id);
    if (question != null && again) {
      loop.after(nanos, () -> wire.send(target.envelope().wrap(Json.write(question.frame()))));
    } else if (question != null || id.length() < END_OF_ID) {
      company.gone(this, "refused: " + Json.write(error));
    } else {
      var slice = new Fields.Slice(id.getBytes(StandardCharsets.US_ASCII), 0, id.length());
      var sender = message(slice);
      var number = slice.hex(5, 8);
      if (again) {
        loop.after(nanos, () -> sender.write(number));
      } else {
        sender.refused();
      }
    }
  }

  @Override
  public void closed(Wire which, String why) {
    tally.other("closed " + why);
    company.gone(this, why);
  }
}
