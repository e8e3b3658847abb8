package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bad input at every door: a named error, nothing stored, and the door stays open.
class BadInputStoryTest {

  private Cast cast;
  private Cast.Visit shopper;
  private String conversation;

  @BeforeEach
  void aShopperIsThere() throws Exception {
    cast = new Cast(TestServer.shared().http());
    shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
  }

  @Test
  void aFrameThatIsNoJsonIsAnsweredAndTheSocketLives() throws Exception {
    shopper.socket().sendRaw("{\"type\":\"send\",");

    assertThat(shopper.socket().await("error").path("code").asString()).isEqualTo("bad_request");
    assertThat(shopper.socket().say(conversation, "还在").path("type").asString()).isEqualTo("ok");
  }

  @Test
  void P_25_anUnknownTypeIsUnsupported() throws Exception {
    shopper.socket().sendRaw("{\"type\":\"dance\",\"id\":\"x-1\"}");

    var error = shopper.socket().await("error");
    assertThat(error.path("code").asString()).isEqualTo("unsupported");
    assertThat(error.path("id").asString()).isEqualTo("x-1");
  }

  @Test
  void aFrameThatIsTooLargeIsAnsweredAndTheSocketLives() throws Exception {
    var error = shopper.socket().say(conversation, "大".repeat(20_000));

    assertThat(error.path("code").asString()).isEqualTo("too_large");
    assertThat(shopper.socket().say(conversation, "还在").path("type").asString()).isEqualTo("ok");
  }

  @Test
  void aTextThatIsTooLongIsTooLarge() throws Exception {
    assertThat(shopper.socket().say(conversation, "长".repeat(4_001)).path("code").asString())
        .isEqualTo("too_large");
    assertThat(shopper.socket().say(conversation, "长".repeat(4_000)).path("type").asString())
        .isEqualTo("ok");
  }

  @Test
  void P_25_missingFieldsAreNamed() throws Exception {
    var error =
        shopper.socket().ask(Map.of("type", "send", "id", "x-2", "conversation", conversation));

    assertThat(error.path("code").asString()).isEqualTo("bad_request");
    assertThat(error.path("text").asString()).contains("mid");
  }

  @Test
  void whoWritesAClientFindsWhatMayBeAsked() throws Exception {
    var rest = cast.staff("agent").rest();

    assertThat(rest.get("/openapi.json").body().path("paths").has("/api/v1/cases")).isTrue();
    assertThat(rest.get("/asyncapi.json").body().path("channels").has("socket")).isTrue();
  }

  @Test
  void aRefusalRepeatsNothingOfWhatCame() throws Exception {
    var form = "e" + "\u0301".repeat(1_000);
    var agent = cast.staff("agent");
    agent.socket().command("take", conversation, Map.of());

    var error =
        agent
            .socket()
            .command(
                "escalate",
                conversation,
                Map.of("kind", "compensation", "reason", "damaged", "form", form));

    assertThat(error.path("code").asString()).isEqualTo("bad_request");
    assertThat(error.path("text").asString()).contains("方式").doesNotContain("\u0301");
  }

  @Test
  void aRefusalNamesNoConversationOneMayNotSee() throws Exception {
    var before = cast.staff("agent");
    before.socket().command("take", conversation, Map.of());
    before.socket().command("transfer", conversation, Map.of("to_group", "after_sale"));
    var owner = cast.staff("agent3");
    owner.socket().command("take", conversation, Map.of());
    owner.socket().command("close", conversation, Map.of());
    var next = Cast.open(shopper, "pre_sale", null);

    var toOwner = owner.socket().command("reopen", conversation, Map.of());
    var toShopper = shopper.socket().command("reopen", conversation, Map.of());

    assertThat(toOwner.path("code").asString()).isEqualTo("conflict");
    assertThat(toOwner.toString()).doesNotContain(next);
    assertThat(toShopper.path("conversation").asString()).isEqualTo(next);
  }

  @Test
  void somebodyElsesConversationDoesNotExist() throws Exception {
    var other = cast.stranger();

    var said = other.socket().say(conversation, "偷看");
    var synced =
        other
            .socket()
            .ask(Map.of("type", "sync", "id", "x-3", "conversation", conversation, "after", 0));

    assertThat(said.path("code").asString()).isEqualTo("not_found");
    assertThat(synced.path("code").asString()).isEqualTo("not_found");
  }

  @Test
  void nothingIsSaidAfterTheEnd() throws Exception {
    shopper.socket().command("close", conversation, Map.of());

    assertThat(shopper.socket().say(conversation, "等等").path("code").asString())
        .isEqualTo("closed");
  }

  @Test
  void aShopperCannotDoWhatStaffDo() throws Exception {
    for (var op : new String[] {"take", "note", "transfer", "escalate", "decide", "nonsense"}) {
      assertThat(
              shopper
                  .socket()
                  .command(op, conversation, Map.of("text", "x"))
                  .path("code")
                  .asString())
          .isEqualTo("unsupported");
    }
  }

  @Test
  void aSocketThatDoesNotSayHelloIsNotServed() throws Exception {
    var silent = Socket.silent(cast.http());
    silent.sendRaw("{\"type\":\"sync\",\"id\":\"a\",\"conversation\":\"cnv_x\",\"after\":0}");

    assertThat(silent.closeCode()).isEqualTo(4401);
  }

  @Test
  void aTicketIsGoodOnce() throws Exception {
    var rest = Rest.signedIn(cast.http(), "agent");
    var ticket = rest.ticket();
    Socket.staff(cast.http(), ticket).await("welcome");

    assertThat(Socket.staff(cast.http(), ticket).closeCode()).isEqualTo(4401);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreToldApartByNothing() throws Exception {
    var rest = new Rest(cast.http());

    var wrong = rest.post("/api/v1/session", Map.of("username", "agent2", "password", "wrong-one"));
    var unknown =
        rest.post("/api/v1/session", Map.of("username", "nobody", "password", "wrong-one"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.raw().body()).isEqualTo(wrong.raw().body());
  }

  @Test
  void aBodyWithUnknownOrMissingFieldsIs422() throws Exception {
    var rest = new Rest(cast.http());

    assertThat(rest.post("/api/v1/session", Map.of("username", "agent")).status()).isEqualTo(422);
    assertThat(
            rest.post(
                    "/api/v1/session",
                    Map.of("username", "agent", "password", "x", "role", "admin"))
                .status())
        .isEqualTo(422);
    assertThat(rest.postRaw("/api/v1/session", "{\"username\":").status()).isEqualTo(400);
  }

  @Test
  void aChangeWithoutTheCsrfTokenIsForbidden() throws Exception {
    var rest = Rest.signedIn(cast.http(), "agent");

    var forged = rest.withoutCsrf().post("/api/v1/ws-tickets", Map.of());

    assertThat(forged.status()).isEqualTo(403);
  }

  @Test
  void aPriceBelowNothingIsRefusedAndNotStored() throws Exception {
    var rest = Rest.signedIn(cast.http(), "agent");
    var before = rest.get("/api/v1/products/DRS-A-BK-M").body().path("price_fen").asLong();

    var refused = rest.put("/api/v1/demo/products/DRS-A-BK-M", Map.of("price_fen", -1));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("bad_request");
    assertThat(rest.get("/api/v1/products/DRS-A-BK-M").body().path("price_fen").asLong())
        .isEqualTo(before);
  }

  @Test
  void anArticleWithoutAnAnswerIsRefused() throws Exception {
    var rest = Rest.signedIn(cast.http(), "editor");
    var article = new HashMap<String, Object>();
    article.put("question", "没有答案的问题 " + UUID.randomUUID());
    article.put("stage", "pre_sale");
    article.put("category", "测试");

    var refused = rest.post("/api/v1/knowledge/articles", article);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("bad_request");
  }

  @Test
  void noAnswerShowsAStackTrace() throws Exception {
    var rest = Rest.signedIn(cast.http(), "agent");

    for (var path :
        new String[] {
          "/api/v1/nothing",
          "/api/v1/conversations/x",
          "/api/v1/conversations?limit=abc",
          "/api/v1/orders/%00",
          "/error",
          "/actuator/env",
          "/api/v1/conversations?cursor=%25"
        }) {
      var reply = rest.get(path);
      assertThat(reply.status()).as(path).isBetween(400, 499);
      assertThat(reply.raw().body()).as(path).doesNotContain("\tat ").doesNotContain("Exception");
    }
  }

  @Test
  void aPageOfAnotherSiteCannotOpenASocket() throws Exception {
    for (var origin :
        new String[] {"http://evil.example", "null", "http://127.0.0.1:1.evil.example", ":::"}) {
      assertThat(Handshake.status(cast.http(), origin)).as(origin).isEqualTo(403);
    }
    assertThat(Handshake.status(cast.http(), cast.http())).isEqualTo(101);
  }
}
