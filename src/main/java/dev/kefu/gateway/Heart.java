package dev.kefu.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks at every socket once a second: pings it, and ends the ones that are silent, stuck or never
/// said who they are. When the program stops it says goodbye to all of them, before the server
/// stops.
@Component
class Heart implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Heart.class);

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final double JITTER = 0.1;
  private static final long COME_BACK_WITHIN_MS = 5_000;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final SocketHub hub;
  private final SocketSettings settings;
  private final Map<Connection, Beat> beats = new ConcurrentHashMap<>();
  private ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  /// @param heads what the last ping told
  private record Beat(long sinceNanos, long nextPingNanos, Map<String, Long> heads) {}

  Heart(SocketHub hub, SocketSettings settings) {
    this.hub = hub;
    this.settings = settings;
  }

  private void beat() {
    try {
      var now = System.nanoTime();
      hub.all().forEach(connection -> look(connection, now));
      beats.keySet().retainAll(hub.all());
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a heartbeat failed");
    }
  }

  private void look(Connection connection, long now) {
    var beat = beats.computeIfAbsent(connection, _ -> new Beat(now, next(now), Map.of()));
    if (connection.stuck(now)) {
      connection.abort();
    } else if (connection.actor() == null
        && now - beat.sinceNanos() > settings.helloTimeout().toNanos()) {
      connection.close(CloseCode.SIGN_IN_AGAIN);
    } else if (connection.silentNanos(now) > settings.silence().toNanos()) {
      connection.close(CloseCode.HEARTBEAT_LOST);
    } else if (connection.actor() != null && now - beat.nextPingNanos() >= 0) {
      ping(connection, beat, now);
    }
  }

  private void ping(Connection connection, Beat beat, long now) {
    var heads = new HashMap<String, Long>();
    connection
        .followed()
        .forEach(id -> {
          heads.put(id.value(), connection.written(id));
          // Looks once more in the log: what a lost nudge left behind is found here.
          connection.grew(id);
        });
    var moved = new HashMap<>(heads);
    beat.heads().forEach((id, head) -> moved.remove(id, head));
    connection.send(new ServerFrame.Ping(moved));
    beats.put(connection, new Beat(beat.sinceNanos(), next(now), heads));
  }

  private long next(long now) {
    var spread = 1 + (ThreadLocalRandom.current().nextDouble() * 2 - 1) * JITTER;
    return now + (long) (settings.heartbeat().toNanos() * spread);
  }

  @Override
  public void start() {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heart").factory());
    var _ =
        clock.scheduleAtFixedRate(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
    var bye = new ServerFrame.Bye(CloseCode.DRAINING.code(), COME_BACK_WITHIN_MS);
    hub.all()
        .forEach(connection -> {
          connection.send(bye);
          connection.enqueue(writing -> writing.close(CloseCode.DRAINING));
        });
    var until = System.nanoTime() + FAREWELL.toNanos();
    while (!hub.all().isEmpty() && System.nanoTime() - until < 0) {
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Stops before the web server does.
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }
}
