package dev.kefu.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends messages at a steady rate over many sockets and times each until it is durable.
///
/// A message is timed from the moment it was due, not from when it could be written, so that a
/// server that makes the sender wait does not look fast.
final class RateRun {

  /// What a shopper may send: at once, and then every two seconds.
  private static final int BURST = 10;

  private static final double REFILL_A_S = 0.5;

  private static final double MARGIN = 1.2;

  private static final int DRAIN_S = 30;

  private final Times stored = new Times();
  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private int due;
  private long lastNanos;

  private record Sender(Socket socket, String conversation) {}

  void run(Server server, int rate, int seconds, int sockets, String stage)
      throws IOException, InterruptedException {
    var senders = new ArrayList<Sender>();
    for (int i = 0; i < sockets; i++) {
      var socket = server.visitor();
      var conversation = socket.ask("open", Map.of("stage", stage)).get("conversation");
      senders.add(new Sender(socket, String.valueOf(conversation)));
    }
    System.out.println(sockets + " sockets are open");
    sendAll(senders, rate, seconds);
    senders.forEach(sender -> sender.socket().close());
  }

  /// As many shoppers as may send so much, and some more, since their limits count from the first
  /// message on.
  static int sockets(int rate, int seconds) {
    return (int) Math.ceil(MARGIN * rate * seconds / (BURST + REFILL_A_S * seconds));
  }

  private void sendAll(List<Sender> senders, int rate, int seconds) throws InterruptedException {
    due = rate * seconds;
    var unanswered = new Semaphore(0);
    var start = System.nanoTime() + Duration.ofMillis(100).toNanos();
    for (int i = 0; i < due; i++) {
      var at = start + TimeUnit.SECONDS.toNanos(1) * i / rate;
      Pause.until(at);
      var sender = senders.get(i % senders.size());
      var message = QuestionRun.message(sender.conversation(), "第" + i + "条：这件有货吗");
      var _ =
          sender
              .socket()
              .send("send", message)
              .whenComplete((reply, error) -> {
                note(reply, error, at);
                unanswered.release();
              });
    }
    if (!unanswered.tryAcquire(due, DRAIN_S, TimeUnit.SECONDS)) {
      System.out.println("not all were answered within " + DRAIN_S + " s");
    }
    lastNanos = System.nanoTime() - start;
  }

  private void note(Socket.Reply reply, Throwable error, long at) {
    if (error == null && reply.ok()) {
      stored.add(reply.at() - at);
    } else {
      var code = error == null ? String.valueOf(reply.frame().get("code")) : error.toString();
      codes.merge(code, 1, Integer::sum);
    }
  }

  String report() {
    return """
    messages due          %d
    durable               %d in %.1f s
    refused or unanswered %d %s
    due to durable ok     %s
    """
        .formatted(due, stored.count(), lastNanos / 1e9, due - stored.count(), codes, stored);
  }
}
