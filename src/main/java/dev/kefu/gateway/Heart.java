package dev.kefu.gateway;

import java.time.Duration;
import java.util.Comparator;
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

/// Looks at every socket once a second: pings it, and ends the ones that are silent, stuck, no
/// longer signed in, or never said who they are. Has told what [Deliveries] has gathered, and
/// [RequestHeads] look at who has not come in yet.
@Component
class Heart implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Heart.class);

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final double JITTER = 0.1;

  private final SocketHub hub;
  private final SocketSettings settings;
  private final Credentials credentials;
  private final Deliveries deliveries;
  private final RequestHeads requests;
  private final Map<Connection, Beat> beats = new ConcurrentHashMap<>();
  private ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  /// @param heads what the last ping told
  private record Beat(long sinceNanos, long nextPingNanos, Map<String, Long> heads) {}

  Heart(
      SocketHub hub,
      SocketSettings settings,
      Credentials credentials,
      Deliveries deliveries,
      RequestHeads requests) {
    this.hub = hub;
    this.settings = settings;
    this.credentials = credentials;
    this.deliveries = deliveries;
    this.requests = requests;
  }

  private void beat() {
    try {
      var now = System.nanoTime();
      hub.all().forEach(connection -> look(connection, now));
      beats.keySet().retainAll(hub.all());
      hub.leaving().removeIf(connection -> isLeft(connection, now));
      keepBudget();
      deliveries.tell();
      requests.look(now);
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
    } else if (connection.silentNanos(now) > settings.silence().toNanos()
        || connection.drips(now)) {
      connection.close(CloseCode.HEARTBEAT_LOST);
    } else if (!credentials.look(connection, now)) {
      connection.close(CloseCode.SIGN_IN_AGAIN);
    } else if (connection.actor() != null && now - beat.nextPingNanos() >= 0) {
      ping(connection, beat, now);
    }
  }

  /// Whoever says goodbye and reads nothing must not keep what writes to them.
  private static boolean isLeft(Connection connection, long now) {
    var stuck = connection.stuck(now);
    if (stuck) {
      connection.abort();
    }
    return stuck || !connection.isWriting();
  }

  private void ping(Connection connection, Beat beat, long now) {
    var heads = new HashMap<String, Long>();
    connection
        .told()
        .followed()
        .forEach(id -> {
          heads.put(id.value(), connection.told().written(id));
          // Looks once more in the log: what a lost nudge left behind is found here.
          connection.grew(id);
        });
    connection.told().cutShort().forEach((id, head) -> heads.put(id.value(), head));
    var moved = new HashMap<>(heads);
    beat.heads().forEach((id, head) -> moved.remove(id, head));
    connection.send(new ServerFrame.Ping(moved));
    // What the client has to ask for is told until it has.
    connection.told().cutShort().keySet().forEach(id -> heads.remove(id.value()));
    beats.put(connection, new Beat(beat.sinceNanos(), next(now), heads));
  }

  /// Ends the sockets for which most waits until what waits on the whole node fits.
  private void keepBudget() {
    var most = settings.nodeQueueBytes().toBytes();
    if (hub.all().stream().mapToLong(Connection::queuedBytes).sum() > most) {
      endThoseBehind(most);
    }
  }

  private void endThoseBehind(long most) {
    record Waiting(Connection connection, long bytes) {}
    var waiting =
        hub.all().stream()
            .map(connection -> new Waiting(connection, connection.queuedBytes()))
            .sorted(Comparator.comparingLong(Waiting::bytes).reversed())
            .toList();
    var over = waiting.stream().mapToLong(Waiting::bytes).sum() - most;
    for (var each : waiting) {
      if (over <= 0) {
        return;
      }
      each.connection().close(CloseCode.TOO_SLOW);
      over -= each.bytes();
    }
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
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Stops after [Drain], which needs it, and before the web server does.
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 1;
  }
}
