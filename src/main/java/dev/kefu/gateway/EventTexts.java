package dev.kefu.gateway;

import dev.kefu.conversation.Event;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The frames of the last events as they go over the wire, so that what several sockets are told is
/// written down once: most events have the same number for both sides.
///
/// Known by all of the event and not by its number, since what was taken back keeps that. Held
/// weakly: whoever else reads an event does so within moments, and words that are taken back are
/// not kept alive here. May be used from any thread.
final class EventTexts {

  /// A power of two.
  private static final int PLACES = 2_048;

  private static final class Text {

    private final Event event;
    private final long number;
    private final byte[] bytes;

    Text(Event event, long number, byte[] bytes) {
      this.event = event;
      this.number = number;
      this.bytes = bytes;
    }

    boolean isOf(Event other, long otherNumber) {
      return number == otherNumber && event.equals(other);
    }
  }

  private final AtomicReferenceArray<@Nullable WeakReference<Text>> texts =
      new AtomicReferenceArray<>(PLACES);

  /// @param number the event's, as the reader counts
  /// @param make asked when it is not known; two threads may ask at once
  /// @return not to be changed
  byte[] of(Event event, long number, Supplier<byte[]> make) {
    var place = place(event);
    var held = texts.get(place);
    var known = held == null ? null : held.get();
    if (known != null && known.isOf(event, number)) {
      return known.bytes;
    }
    var made = make.get();
    texts.set(place, new WeakReference<>(new Text(event, number, made)));
    return made;
  }

  private static int place(Event event) {
    return (event.conversation().hashCode() * 31 + Long.hashCode(event.seq())) & (PLACES - 1);
  }
}
