package dev.kefu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// One thread and the sockets it serves.
final class Loop {

  /// Holds the largest frame a server may send: a work list of hundreds of lines.
  private static final int BUFFER = 4 * 1024 * 1024;

  private static final int FAILED = 3;

  /// What was just read; `in` writes to it.
  final byte[] read = new byte[BUFFER];

  final ByteBuffer in = ByteBuffer.wrap(read);
  final Fields fields = new Fields();

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at));

  private record Timer(long at, Runnable task) {}

  Loop(String name) throws IOException {
    selector = Selector.open();
    Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  Selector selector() {
    return selector;
  }

  /// Has something done on the loop's thread.
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /// Has something done later. On the loop's thread only.
  void after(long nanos, Runnable task) {
    timers.add(new Timer(System.nanoTime() + nanos, task));
  }

  private void run() {
    try {
      while (true) {
        selector.select(key -> ((Wire) key.attachment()).ready(), patience());
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        while (!timers.isEmpty() && timers.peek().at() - System.nanoTime() <= 0) {
          timers.remove().task().run();
        }
      }
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      // Without this thread every figure would be wrong.
      System.exit(FAILED);
    }
  }

  /// In milliseconds; 0 is for ever.
  private long patience() {
    if (timers.isEmpty()) {
      return 0;
    }
    var nanos = timers.peek().at() - System.nanoTime();
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }
}
