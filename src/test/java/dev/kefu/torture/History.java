package dev.kefu.torture;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What every device did and saw, in the order it happened, in a file that only grows.
///
/// A device notes that it sends before it sends, and what it saw after it saw it: so when one line
/// stands before another, and they are of different devices, the first happened before the second
/// ended. That is all the checker builds on.
final class History implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final AtomicLong stored = new AtomicLong();
  private final Map<String, Long> later = new ConcurrentHashMap<>();

  /// Guarded by this.
  private final BufferedWriter out;

  History(Path file) throws IOException {
    this.file = file;
    out = new BufferedWriter(Files.newBufferedWriter(file), BUFFER);
  }

  /// A device's own pen.
  Pen pen(String who) {
    return new Pen(this, who);
  }

  private synchronized void write(
      String who, Entry.What what, String conversation, String key, long seq, String text) {
    try {
      out.write(new Entry(System.nanoTime(), who, what, conversation, key, seq, text).line());
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (what == Entry.What.STORED) {
      stored.incrementAndGet();
    } else if (what == Entry.What.LATER) {
      later.merge(text, 1L, Long::sum);
    }
  }

  /// How many messages were acknowledged so far.
  long stored() {
    return stored.get();
  }

  /// How often clients were asked to try again, for a reason.
  long refusedFor(String code) {
    return later.getOrDefault(code, 0L);
  }

  /// Ends the writing and reads all from the beginning.
  void replay(Consumer<Entry> reader) throws IOException {
    close();
    try (var lines = Files.lines(file)) {
      lines.map(Entry::parse).forEach(reader);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.flush();
  }

  /// Writes for one device.
  record Pen(History history, String who) {

    void note(Entry.What what, String conversation, String key, long seq, String text) {
      history.write(who, what, conversation, key, seq, text);
    }

    void note(Entry.What what, String text) {
      history.write(who, what, "", "", 0, text);
    }
  }
}
