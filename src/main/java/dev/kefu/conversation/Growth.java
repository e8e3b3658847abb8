package dev.kefu.conversation;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.StaffId;
import dev.kefu.base.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By what one commit has made a log grow, as nodes tell each other.
///
/// @param conversation how it stands since
/// @param said the shopper's messages in the whole log
/// @param events what was appended, without a hole up to `conversation.head()`; among nodes at
///   least one
record Growth(Conversation conversation, long said, List<Event> events) {

  /// To be raised when a node must not read what another one writes.
  private static final int VERSION = 1;

  private static final int NOTHING = -1;

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      write(out, conversation);
      out.writeLong(said);
      out.writeInt(events.size());
      for (var event : events) {
        write(out, event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException for bytes of another version, or none of these
  static Growth read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readUnsignedByte() != VERSION) {
        throw new IllegalArgumentException("another version");
      }
      var conversation = conversation(in);
      var said = in.readLong();
      var events = new ArrayList<Event>();
      for (var left = in.readInt(); left > 0; left--) {
        events.add(event(in, conversation.id()));
      }
      if (in.read() >= 0 || !isEndOf(conversation, events)) {
        throw new IllegalArgumentException("not the end of a log");
      }
      return new Growth(conversation, said, List.copyOf(events));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean isEndOf(Conversation conversation, List<Event> events) {
    var before = conversation.head() - events.size();
    for (var i = 0; i < events.size(); i++) {
      if (events.get(i).seq() != before + 1 + i) {
        return false;
      }
    }
    return !events.isEmpty();
  }

  private static void write(DataOutputStream out, Conversation c) throws IOException {
    write(out, c.id().value());
    write(out, c.shopper().id().value());
    write(out, c.shopper().name());
    write(out, c.shopper().buyer());
    write(out, c.stage().name());
    write(out, c.status().name());
    write(out, c.group());
    write(out, c.owner() == null ? null : c.owner().value());
    write(out, c.context().sku());
    write(out, c.context().order());
    write(out, c.context().page());
    write(out, c.context().source());
    out.writeLong(c.head());
    out.writeLong(c.shopperHead());
    out.writeLong(c.lastStaffSeq());
    write(out, c.lastText());
    out.writeLong(c.lastAt().toEpochMilli());
    out.writeLong(c.waitingSince() == null ? NOTHING : c.waitingSince().toEpochMilli());
    out.writeLong(c.openedAt().toEpochMilli());
  }

  private static Conversation conversation(DataInputStream in) throws IOException {
    var id = new ConversationId(text(in));
    var shopper = new Shopper(new ShopperId(text(in)), text(in), textOrNull(in));
    var stage = Stage.valueOf(text(in));
    var status = Status.valueOf(text(in));
    var group = text(in);
    var owner = textOrNull(in);
    return new Conversation(
        id,
        shopper,
        stage,
        status,
        group,
        owner == null ? null : new StaffId(owner),
        new Context(textOrNull(in), textOrNull(in), textOrNull(in), textOrNull(in)),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        text(in),
        Instant.ofEpochMilli(in.readLong()),
        instantOrNull(in.readLong()),
        Instant.ofEpochMilli(in.readLong()));
  }

  private static @Nullable Instant instantOrNull(long millis) {
    return millis == NOTHING ? null : Instant.ofEpochMilli(millis);
  }

  private static void write(DataOutputStream out, Event event) throws IOException {
    out.writeLong(event.seq());
    out.writeLong(event.shopperSeq());
    write(out, event.kind().name());
    write(out, event.sender().id());
    write(out, event.sender().role());
    write(out, event.sender().name());
    write(out, event.mid());
    write(out, event.body());
    out.writeLong(event.at().toEpochMilli());
  }

  private static Event event(DataInputStream in, ConversationId conversation) throws IOException {
    return new Event(
        conversation,
        in.readLong(),
        in.readLong(),
        EventKind.valueOf(text(in)),
        new Sender(text(in), text(in), text(in)),
        textOrNull(in),
        text(in),
        Instant.ofEpochMilli(in.readLong()));
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(NOTHING);
      return;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    var text = textOrNull(in);
    if (text == null) {
      throw new IllegalArgumentException("a text is missing");
    }
    return text;
  }

  private static @Nullable String textOrNull(DataInputStream in) throws IOException {
    var length = in.readInt();
    if (length > in.available()) {
      throw new IllegalArgumentException("a text that is not there");
    }
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
