package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Programs with tokens, beside people with passwords.
class ServiceTokenRulesTest {

  private static final String TOKENS = "/api/v1/service-tokens";

  private TestServer server;
  private Rest admin;

  @BeforeEach
  void anAdministratorIsThere() throws Exception {
    server = TestServer.impatient();
    admin = Rest.signedIn(server.http(), "admin");
  }

  private JsonNode made(String... scopes) throws Exception {
    var made = admin.post(TOKENS, Map.of("name", "报表程序", "scopes", List.of(scopes)));
    assertThat(made.status()).describedAs(made.toString()).isEqualTo(201);
    return made.body();
  }

  private Rest program(JsonNode made) {
    return Rest.program(server.http(), made.get("token").asString());
  }

  @Test
  void aTokenOpensWhatItsScopesNameAndNothingElse() throws Exception {
    var program = program(made("staff:read", "conversations:read"));

    var read = program.get("/api/v1/staff");

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.raw().headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(program.get("/api/v1/conversations").status()).isEqualTo(200);
    for (var shut :
        List.of("/stats/service", "/ledger", "/rulebook", "/session", "/service-tokens")) {
      assertThat(program.get("/api/v1" + shut).status()).describedAs(shut).isEqualTo(403);
    }
    for (var shut : List.of("/ws-tickets", "/staff", "/cases", "/service-tokens")) {
      assertThat(program.post("/api/v1" + shut, Map.of()).status())
          .describedAs(shut)
          .isEqualTo(403);
    }
  }

  @Test
  void aProgramWritesWithoutACsrfTokenAndStillNeedsTheRight() throws Exception {
    var code = "p" + UUID.randomUUID().toString().substring(0, 8);
    var body = Map.of("code", code, "title", "程序写的", "text", "亲，您好");
    var writer = program(made("quick_replies:write"));

    var written = writer.post("/api/v1/quick-replies", body);

    assertThat(written.status()).describedAs(written.toString()).isEqualTo(201);
    assertThat(writer.get("/api/v1/quick-replies").status()).isEqualTo(403);
    assertThat(program(made("knowledge:read")).post("/api/v1/quick-replies", body).status())
        .isEqualTo(403);
  }

  @Test
  void whatIsRevokedOverOrNeverWasIsRefusedAlikeOnEveryNode() throws Exception {
    var revoked = made("staff:read");
    var over = made("staff:read");
    var holds = made("staff:read");
    assertThat(program(revoked).get("/api/v1/staff").status()).isEqualTo(200);
    server
        .bean(JdbcClient.class)
        .sql("update service_token set expires_at = :now where id = :id")
        .param("now", System.currentTimeMillis())
        .param("id", over.get("id").asString())
        .update();

    assertThat(admin.delete(TOKENS + "/" + revoked.get("id").asString()).status()).isEqualTo(204);

    var refused = program(revoked).get("/api/v1/staff");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.raw().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    for (var other : List.of(over.get("token").asString(), "kefu_nonsense", "x", "")) {
      var same = Rest.program(server.http(), other).get("/api/v1/staff");
      assertThat(same.status()).describedAs(other).isEqualTo(401);
      assertThat(same.body()).isEqualTo(refused.body());
    }
    assertThat(admin.with("kefu_nonsense").get("/api/v1/staff").status()).isEqualTo(401);
    assertThat(program(holds).get("/api/v1/staff").status()).isEqualTo(200);
    assertThat(admin.delete(TOKENS + "/" + revoked.get("id").asString()).status()).isEqualTo(404);
  }

  @Test
  void aTokenIsToldOnceAndKeptAsAHash() throws Exception {
    var made = made("staff:read");
    var secret = made.get("token").asString();
    program(made).get("/api/v1/staff");

    var listed = admin.get(TOKENS);

    assertThat(listed.raw().body()).doesNotContain(secret);
    var row =
        listed
            .body()
            .get("data")
            .valueStream()
            .filter(each -> each.get("id").equals(made.get("id")))
            .findFirst()
            .orElseThrow();
    assertThat(row.get("scopes").get(0).asString()).isEqualTo("staff:read");
    assertThat(row.get("name").asString()).isEqualTo("报表程序");
    assertThat(row.has("last_used_at")).isTrue();
    assertThat(row.has("revoked_at")).isFalse();
    var kept =
        server
            .bean(JdbcClient.class)
            .sql("select token_hash from service_token where id = :id")
            .param("id", made.get("id").asString())
            .query(String.class)
            .single();
    assertThat(secret).startsWith("kefu_").doesNotContain(kept);
  }

  @Test
  void onlyAdministratorsMakeThemAndOnlyForWhatThereIsAndAYearAtMost() throws Exception {
    var good = Map.of("name", "x", "scopes", List.of("staff:read"));
    var supervisor = Rest.signedIn(server.http(), "supervisor");

    assertThat(supervisor.post(TOKENS, good).status()).isEqualTo(403);
    assertThat(supervisor.get(TOKENS).status()).isEqualTo(403);
    assertThat(admin.withoutCsrf().post(TOKENS, good).status()).isEqualTo(403);
    for (var bad :
        List.of(
            Map.of("name", " ", "scopes", List.of("staff:read")),
            Map.of("name", "x", "scopes", List.of()),
            Map.of("name", "x", "scopes", List.of("staff:write")),
            Map.of(
                "name",
                "x",
                "scopes",
                List.of("staff:read"),
                "expires_at",
                Instant.EPOCH.toString()),
            Map.of(
                "name",
                "x",
                "scopes",
                List.of("staff:read"),
                "expires_at",
                "2199-01-01T00:00:00Z"))) {
      assertThat(admin.post(TOKENS, bad).status()).describedAs("%s", bad).isEqualTo(422);
    }
  }

  @Test
  void aPasswordGivenLongAgoMakesNoToken() throws Exception {
    var me = admin.get("/api/v1/session").body().path("staff").path("id").asString();
    server
        .bean(JdbcClient.class)
        .sql("update staff_session set proved_at = 0 where staff = :staff")
        .param("staff", me)
        .update();

    var refused = admin.post(TOKENS, Map.of("name", "x", "scopes", List.of("staff:read")));

    assertThat(refused.status()).isEqualTo(403);
  }
}
