package dev.kefu.assist;

import dev.kefu.base.Body;
import dev.kefu.conversation.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A round and what came of it: the shopper's messages up to the reply, and the reply.
///
/// @param round what was asked
/// @param firstSeq its first message
/// @param endedAt when somebody answered, or the conversation was closed; null while it waits
/// @param replies what staff said until the shopper spoke again; empty when nobody did
/// @param by the id of who replied first
/// @param handedOver to a colleague or group while the shopper waited
/// @param escalated while the shopper waited
record Exchange(
    Round round,
    long firstSeq,
    Instant firstAt,
    Instant lastAt,
    @Nullable Instant endedAt,
    List<String> replies,
    @Nullable String by,
    boolean handedOver,
    boolean escalated) {

  Exchange {
    replies = List.copyOf(replies);
  }

  boolean holds(long seq) {
    return seq >= firstSeq && seq <= round.lastSeq();
  }

  /// The rounds of a log, in order.
  static List<Exchange> of(List<Event> events, JsonMapper json) {
    var reader = new Reader(json);
    events.forEach(reader::read);
    reader.flush();
    return reader.read;
  }

  private static final class Reader {
    private final JsonMapper json;
    private final List<Exchange> read = new ArrayList<>();
    private List<String> texts = new ArrayList<>();
    private List<String> replies = new ArrayList<>();
    private long firstSeq;
    private long lastSeq;
    private Instant firstAt = Instant.EPOCH;
    private Instant lastAt = Instant.EPOCH;
    private @Nullable Instant endedAt;
    private @Nullable String by;
    private boolean handedOver;
    private boolean escalated;
    private @Nullable String sku;
    private @Nullable String order;

    Reader(JsonMapper json) {
      this.json = json;
    }

    void read(Event event) {
      switch (event.kind()) {
        case MESSAGE -> message(event);
        case TRANSFER -> handedOver |= waits();
        case ESCALATE -> escalated |= waits();
        case CLOSE -> close(event);
        case RECALL, NOTE, ASSIGN, DECIDE, GRANT, REOPEN, RATE, SYSTEM -> {}
      }
    }

    private boolean waits() {
      return firstSeq > 0 && endedAt == null;
    }

    private void message(Event event) {
      var body = json.readValue(event.body(), Body.class);
      switch (event.sender().role()) {
        case "shopper" -> asked(event, body);
        case "agent", "supervisor" -> replied(event, body);
        default -> {}
      }
    }

    private void asked(Event event, Body body) {
      if (!waits()) {
        flush();
        firstSeq = event.seq();
        firstAt = event.at();
      }
      lastSeq = event.seq();
      lastAt = event.at();
      switch (body) {
        case Body.Text(var text, _) -> {
          if (!text.isBlank()) {
            texts.add(text.strip());
          }
        }
        case Body.ProductCard(var shown) -> sku = shown;
        case Body.OrderCard(var shown) -> order = shown;
        case Body.Image _, Body.Withdrawn _ -> {}
      }
    }

    private void replied(Event event, Body body) {
      if (waits()) {
        endedAt = event.at();
        by = event.sender().id();
      }
      switch (body) {
        case Body.Text(var text, _) -> replies.add(text.strip());
        case Body.ProductCard(var shown) -> sku = shown;
        case Body.OrderCard(var shown) -> order = shown;
        case Body.Image _, Body.Withdrawn _ -> {}
      }
    }

    private void close(Event event) {
      if (waits()) {
        endedAt = event.at();
      }
      flush();
    }

    private void flush() {
      if (firstSeq > 0) {
        var round = new Round(List.copyOf(texts), lastSeq, sku, order);
        read.add(
            new Exchange(
                round, firstSeq, firstAt, lastAt, endedAt, replies, by, handedOver, escalated));
      }
      texts = new ArrayList<>();
      replies = new ArrayList<>();
      firstSeq = 0;
      endedAt = null;
      by = null;
      handedOver = false;
      escalated = false;
    }
  }
}
