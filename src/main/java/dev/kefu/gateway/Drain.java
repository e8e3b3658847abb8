package dev.kefu.gateway;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The program stops: nobody comes in any more, and everybody is told when to come back. In slices,
/// so that they do not all knock at the next process at the same moment; before the web server
/// stops, so that nobody just sees the line go dead.
@Component
class Drain implements SmartLifecycle {

  private static final long COME_BACK_WITHIN_MS = 5_000;
  private static final int SLICES = 60;
  private static final int SMALL_SLICE = 25;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /// A handshake under way when the door was shut becomes a socket within this time.
  private static final long LATECOMERS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final SocketHub hub;
  private final Door door;
  private volatile boolean running;

  Drain(SocketHub hub, Door door) {
    this.hub = hub;
    this.door = door;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    door.shut();
    var began = System.nanoTime();
    var told = new HashSet<Connection>();
    do {
      sayGoodbye(told);
      LockSupport.parkNanos(SLICE_NANOS);
    } while (someAreLeft(System.nanoTime() - began));
    hub.all().forEach(Connection::abort);
  }

  private boolean someAreLeft(long nanos) {
    return nanos < LATECOMERS_NANOS || (nanos < LONGEST_NANOS && !hub.all().isEmpty());
  }

  private void sayGoodbye(Set<Connection> told) {
    var left = hub.all().stream().filter(connection -> !told.contains(connection)).toList();
    var slice = left.subList(0, Math.min(left.size(), sliceOf(left, told)));
    told.addAll(slice);
    slice.forEach(connection -> connection.leave(CloseCode.DRAINING, COME_BACK_WITHIN_MS));
  }

  /// As many each time as it takes to be through in time.
  private static int sliceOf(List<Connection> left, Set<Connection> told) {
    return Math.max(SMALL_SLICE, (left.size() + told.size()) / SLICES + 1);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// The first to stop.
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }
}
