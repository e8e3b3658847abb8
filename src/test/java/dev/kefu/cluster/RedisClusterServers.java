package dev.kefu.cluster;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// A Redis Cluster of one's own: three real processes, each with a third of the slots.
@NullMarked
final class RedisClusterServers implements AutoCloseable {

  private static final int SERVERS = 3;
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(30);

  private final List<RedisServer> servers = new ArrayList<>();

  static RedisClusterServers started() throws IOException {
    var cluster = new RedisClusterServers();
    try {
      for (var n = 0; n < SERVERS; n++) {
        cluster.servers.add(RedisServer.ofCluster());
      }
      cluster.join();
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void join() throws IOException {
    for (var n = 0; n < SERVERS; n++) {
      var from = SlotHash.SLOT_COUNT * n / SERVERS;
      var to = SlotHash.SLOT_COUNT * (n + 1) / SERVERS - 1;
      ok(servers.get(n).ask("CLUSTER ADDSLOTSRANGE %d %d".formatted(from, to)));
      ok(servers.get(n).ask("CLUSTER SET-CONFIG-EPOCH " + (n + 1)));
      var first = servers.getFirst();
      if (n > 0) {
        ok(
            servers
                .get(n)
                .ask("CLUSTER MEET 127.0.0.1 %d %s".formatted(first.port(), first.busPort())));
      }
    }
    for (var server : servers) {
      await()
          .atMost(JOINED_WITHIN)
          .until(() -> server.all("CLUSTER INFO").contains("cluster_state:ok"));
      await()
          .atMost(JOINED_WITHIN)
          .until(() ->
              server.all("CLUSTER NODES").lines().filter(l -> l.contains("connected")).count()
                  == SERVERS);
    }
  }

  private static void ok(String answer) throws IOException {
    if (!answer.equals("+OK")) {
      throw new IOException(answer);
    }
  }

  String url() {
    return servers.stream()
        .map(server -> "127.0.0.1:" + server.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
  }

  RedisServer server(int n) {
    return servers.get(n);
  }

  /// Who keeps the slot of a channel at the start.
  int keeper(String channel) {
    return SlotHash.getSlot(channel) * SERVERS / SlotHash.SLOT_COUNT;
  }

  /// Gives the slot of a channel from one to another.
  void move(String channel, int from, int to) throws IOException {
    var slot = SlotHash.getSlot(channel);
    var id = servers.get(to).all("CLUSTER MYID").lines().skip(1).findFirst().orElseThrow();
    for (var server : List.of(servers.get(to), servers.get(from))) {
      ok(server.ask("CLUSTER SETSLOT %d NODE %s".formatted(slot, id)));
    }
    ok(servers.get(to).ask("CLUSTER BUMPEPOCH").startsWith("+") ? "+OK" : "-");
  }

  @Override
  public void close() throws IOException {
    for (var server : servers) {
      server.close();
    }
  }
}
