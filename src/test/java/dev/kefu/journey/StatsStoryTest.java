package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a conversation leaves in the figures, over REST against the running program. Other stories
/// leave theirs, too: what counts is the difference.
class StatsStoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String QUESTION = "这件黑色M码有货吗？";

  private String http;
  private Cast cast;

  @BeforeEach
  void start() throws Exception {
    http = TestServer.shared().http();
    cast = new Cast(http);
  }

  @Test
  void aServedShopperStandsInTheAgentsFigures() throws Exception {
    var agent = cast.staff("agent");
    var me = agent.rest().get("/api/v1/session").body().get("staff").get("id").asString();
    var service = totals(agent.rest(), "service");
    var satisfaction = totals(agent.rest(), "satisfaction");
    var suggestions = totals(agent.rest(), "suggestions");
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", Map.of("sku", "DRS-A-BK-M"));
    shopper.socket().say(conversation, QUESTION);
    agent.socket().await(f -> f.path("row").path("conversation").asString("").equals(conversation));
    agent.socket().command("take", conversation, Map.of());
    var first = suggested(agent, conversation, 0);
    answerWith(agent, conversation, first.get("cards").get(0));
    shopper.socket().say(conversation, QUESTION);
    suggested(agent, conversation, first.get("for_seq").asLong());
    agent.socket().say(conversation, "您好，我帮您看一下");
    shopper.socket().command("rate", conversation, Map.of("score", 5, "tags", List.of("=热情")));
    agent.socket().command("close", conversation, Map.of());

    var after = totals(agent.rest(), "service");
    assertThat(grown(service, after, "visits")).isEqualTo(1);
    assertThat(grown(service, after, "answered_visits")).isEqualTo(1);
    assertThat(grown(service, after, "closed_visits")).isEqualTo(1);
    assertThat(grown(service, after, "answered_rounds")).isEqualTo(2);
    assertThat(grown(service, after, "staff_messages")).isEqualTo(2);
    var rated = totals(agent.rest(), "satisfaction");
    assertThat(grown(satisfaction, rated, "score_5")).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var used = totals(agent.rest(), "suggestions");
          assertThat(grown(suggestions, used, "shown")).isEqualTo(2);
          assertThat(grown(suggestions, used, "used_as_is")).isEqualTo(1);
          assertThat(grown(suggestions, used, "ignored")).isEqualTo(1);
        });
    var supervisor = Rest.signedIn(http, "supervisor");
    var rows = supervisor.get("/api/v1/stats/service?group_by=agent").body().get("data");
    assertThat(rows.valueStream().map(row -> row.get("key").asString())).contains(me);
    var articles = supervisor.get("/api/v1/stats/suggestions?group_by=article&limit=5").body();
    assertThat(articles.get("data").get(0).get("name").asString()).isNotBlank();
    var sheet = supervisor.get("/api/v1/stats/satisfaction?group_by=tag&format=csv").raw();
    assertThat(sheet.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(sheet.body()).startsWith("\uFEFF评价标签").contains("'=热情");
    var book = supervisor.get("/api/v1/stats/satisfaction?group_by=tag&format=xlsx").raw();
    assertThat(book.headers().firstValue("Content-Type").orElseThrow()).contains("spreadsheetml");
    assertThat(book.body()).startsWith("PK");
    var english = "/api/v1/stats/satisfaction?group_by=tag&format=csv&language=en";
    assertThat(supervisor.get(english).raw().body()).startsWith("\uFEFFRating tag,Name,Ratings,");
  }

  @Test
  void figuresAreForThoseTheyConcern() throws Exception {
    var agent = Rest.signedIn(http, "agent");
    var editor = Rest.signedIn(http, "editor");
    var me = agent.get("/api/v1/session").body().get("staff").get("id").asString();

    var own = agent.get("/api/v1/stats/service?group_by=agent").body();

    assertThat(own.get("agent").asString()).isEqualTo(me);
    assertThat(own.get("data").valueStream()).allMatch(row -> me.equals(row.get("key").asString()));
    assertThat(agent.get("/api/v1/stats/service?agent=usr_somebody").status()).isEqualTo(403);
    assertThat(editor.get("/api/v1/stats/suggestions?group_by=article").status()).isEqualTo(200);
    assertThat(editor.get("/api/v1/stats/escalations").status()).isEqualTo(403);
    assertThat(new Rest(http).get("/api/v1/stats/service").status()).isEqualTo(401);
  }

  @Test
  void whatIsAskedForWronglyIsRefusedByName() throws Exception {
    var manager = Rest.signedIn(http, "manager");
    var path = "/api/v1/stats/service";

    var unknown = manager.get(path + "?colour=red&group_by=tag");

    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.code()).isEqualTo("bad_request");
    assertThat(unknown.body().get("errors").size()).isEqualTo(2);
    assertThat(manager.get(path + "?from=2026-02-30").status()).isEqualTo(422);
    assertThat(manager.get(path + "?from=2020-01-01").status()).isEqualTo(422);
    assertThat(manager.get(path + "?limit=1&limit=2").status()).isEqualTo(422);
    assertThat(manager.get(path + "?format=pdf").status()).isEqualTo(422);
    assertThat(manager.get(path + "?format=csv&language=fr").status()).isEqualTo(422);
    assertThat(manager.get("/api/v1/stats/weather").status()).isEqualTo(404);
  }

  /// The same suggestions may come again; those for a message after a number are the next.
  private static JsonNode suggested(Cast.Member agent, String conversation, long after)
      throws Exception {
    return agent
        .socket()
        .await(f ->
            f.path("type").asString().equals("suggestions")
                && f.path("conversation").asString("").equals(conversation)
                && f.path("for_seq").asLong() > after
                && f.path("cards").size() > 0);
  }

  private static void answerWith(Cast.Member agent, String conversation, JsonNode card)
      throws Exception {
    var sent =
        agent
            .socket()
            .ask(
                Map.of(
                    "type",
                    "send",
                    "id",
                    agent.socket().nextId(),
                    "conversation",
                    conversation,
                    "mid",
                    UUID.randomUUID().toString(),
                    "suggestion",
                    card.get("id").asString(),
                    "body",
                    Map.of("kind", "text", "text", card.get("text").asString())));
    assertThat(sent.get("type").asString()).isEqualTo("ok");
  }

  private static JsonNode totals(Rest rest, String report) throws Exception {
    return rest.get("/api/v1/stats/" + report).body().get("totals");
  }

  private static long grown(JsonNode before, JsonNode after, String name) {
    return after.path(name).asLong() - before.path(name).asLong();
  }
}
