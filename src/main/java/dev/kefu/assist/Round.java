package dev.kefu.assist;

import dev.kefu.base.Body;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The shopper's messages that nobody has answered yet, and the cards last shown in the
/// conversation.
///
/// @param texts what the shopper wrote, in order; recalled messages are left out
/// @param lastSeq the last unanswered message, whatever it holds; 0 when all are answered
/// @param sku of the last product card of either side
/// @param order of the last order card of either side
record Round(List<String> texts, long lastSeq, @Nullable String sku, @Nullable String order) {

  /// How much of a long burst is looked at: its end.
  private static final int MAX_CODE_POINTS = 200;

  /// @param tail the end of the log, in order
  static Round of(Conversation conversation, List<Event> tail, JsonMapper json) {
    var reader = new Reader(conversation.lastStaffSeq());
    for (var event : tail) {
      if (event.kind() == EventKind.MESSAGE) {
        reader.read(event, json.readValue(event.body(), Body.class));
      }
    }
    return new Round(List.copyOf(reader.texts), reader.lastSeq, reader.sku, reader.order);
  }

  /// Everything in one line.
  String text() {
    var all = String.join(" ", texts);
    var length = all.codePointCount(0, all.length());
    return length <= MAX_CODE_POINTS
        ? all
        : all.substring(all.offsetByCodePoints(0, length - MAX_CODE_POINTS));
  }

  /// The same with its messages as they are to be understood; those before what is looked at stay.
  Round read(UnaryOperator<String> reading) {
    var read = new ArrayList<>(texts);
    int left = MAX_CODE_POINTS;
    for (int i = read.size() - 1; i >= 0; i--) {
      var text = read.get(i);
      left -= text.codePointCount(0, text.length());
      if (left < 0) {
        break;
      }
      read.set(i, reading.apply(text));
    }
    return new Round(List.copyOf(read), lastSeq, sku, order);
  }

  private static final class Reader {
    private final long answeredTo;
    private final List<String> texts = new ArrayList<>();
    private long lastSeq;
    private @Nullable String sku;
    private @Nullable String order;

    Reader(long answeredTo) {
      this.answeredTo = answeredTo;
    }

    void read(Event event, Body body) {
      if (body instanceof Body.Withdrawn) {
        return;
      }
      var unanswered = event.seq() > answeredTo && event.sender().isShopper();
      if (unanswered) {
        lastSeq = event.seq();
      }
      switch (body) {
        case Body.Text(var text, _) -> {
          if (unanswered && !text.isBlank()) {
            texts.add(text.strip());
          }
        }
        case Body.ProductCard(var shown) -> sku = shown;
        case Body.OrderCard(var shown) -> order = shown;
        case Body.Image _, Body.Withdrawn _ -> {}
      }
    }
  }
}
