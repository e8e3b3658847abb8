package dev.kefu.replay;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks questions one after the other, each as a new visitor, and looks at what the agent is
/// offered.
final class QuestionRun {

  private static final int CARD_LIMIT_S = 15;
  private static final int CARDS = 3;

  private final Server server;
  private final List<Socket> agents;
  private final String stage;
  private final Map<String, CompletableFuture<Offer>> offers = new ConcurrentHashMap<>();

  private final Times stored = new Times();
  private final Times offered = new Times();
  private int sent;
  private int cards;
  private int shown;
  private int abstained;
  private int silent;
  private int answerable;
  private int first;
  private int firstThree;
  private int unanswerable;
  private int keptBack;

  /// @param at when the suggestions came, in nanoseconds of this machine
  private record Offer(Map<String, Object> frame, long at) {}

  QuestionRun(Server server, List<Socket> agents, String stage) {
    this.server = server;
    this.agents = List.copyOf(agents);
    this.stage = stage;
    agents.forEach(agent -> agent.onFrame(this::heard));
  }

  void ask(List<Questions.Asked> questions) throws IOException, InterruptedException {
    for (var question : questions) {
      ask(question);
    }
  }

  private void ask(Questions.Asked question) throws IOException, InterruptedException {
    // In turns: each agent may give a command a second.
    var agent = agents.get(sent % agents.size());
    var visitor = server.visitor();
    try {
      var conversation =
          String.valueOf(visitor.ask("open", Map.of("stage", stage)).get("conversation"));
      var offer = offers.computeIfAbsent(conversation, _ -> new CompletableFuture<>());
      command(agent, "take", conversation, Map.of());
      var before = System.nanoTime();
      var reply = Socket.await(visitor.send("send", message(conversation, question.text())));
      if (!reply.ok()) {
        throw new IOException("not stored: " + Json.write(reply.frame()));
      }
      sent++;
      stored.add(reply.at() - before);
      judge(question, offer, reply.at());
      command(agent, "close", conversation, Map.of("reason", "done"));
    } finally {
      visitor.close();
    }
  }

  private void judge(Questions.Asked question, CompletableFuture<Offer> offer, long okAt)
      throws InterruptedException {
    List<String> articles = List.of();
    try {
      var got = offer.get(CARD_LIMIT_S, TimeUnit.SECONDS);
      offered.add(Math.max(0, got.at() - okAt));
      articles = articles(got.frame());
      cards += articles.size();
      shown += articles.isEmpty() ? 0 : 1;
      abstained += articles.isEmpty() ? 1 : 0;
    } catch (TimeoutException | ExecutionException e) {
      silent++;
    }
    if (question.answerable()) {
      answerable++;
      first += !articles.isEmpty() && question.articles().contains(articles.getFirst()) ? 1 : 0;
      firstThree += articles.stream().anyMatch(question.articles()::contains) ? 1 : 0;
    } else {
      unanswerable++;
      keptBack += articles.isEmpty() ? 1 : 0;
    }
  }

  private static List<String> articles(Map<String, Object> frame) {
    return Json.list(frame.get("cards")).stream()
        .limit(CARDS)
        .map(card -> String.valueOf(Json.map(Json.map(card).get("article")).get("id")))
        .toList();
  }

  private void heard(Map<String, Object> frame) {
    if ("suggestions".equals(frame.get("type"))) {
      var at = System.nanoTime();
      offers
          .computeIfAbsent(
              String.valueOf(frame.get("conversation")), _ -> new CompletableFuture<>())
          .complete(new Offer(frame, at));
    }
  }

  private static void command(
      Socket agent, String op, String conversation, Map<String, Object> args) throws IOException {
    agent.ask("command", Map.of("op", op, "conversation", conversation, "args", args));
  }

  static Map<String, Object> message(String conversation, String text) {
    return Map.of(
        "conversation",
        conversation,
        "mid",
        UUID.randomUUID().toString(),
        "body",
        Map.of("kind", "text", "text", text));
  }

  String report() {
    return """
    questions sent        %d
    stored (send to ok)   %s
    with cards            %d (%d cards)
    abstained             %d
    no frame in %d s      %d
    ok to suggestions     %s
    answerable            %d: right article first %s, in the first three %s
    unanswerable          %d: kept back %s
    """
        .formatted(
            sent,
            stored,
            shown,
            cards,
            abstained,
            CARD_LIMIT_S,
            silent,
            offered,
            answerable,
            share(first, answerable),
            share(firstThree, answerable),
            unanswerable,
            share(keptBack, unanswerable));
  }

  private static String share(int part, int of) {
    return of == 0 ? "-" : String.format(Locale.ROOT, "%.3f (%d)", (double) part / of, part);
  }
}
