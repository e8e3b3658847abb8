package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.account.Role;
import dev.kefu.conversation.TestConversations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A sign-in ends, or changes, while a socket lives on it.
class SignInRulesTest {

  private static final Duration SIGN_IN = Duration.ofHours(12);
  private static final Duration TWO_LOOKS = Duration.ofSeconds(2);
  private static final Duration BRIEFLY = Duration.ofMillis(300);

  private TestServer server;
  private Cast cast;
  private Rest admin;

  @BeforeEach
  void anAdministratorIsThere() throws Exception {
    server = TestServer.impatient();
    cast = new Cast(server.http());
    admin = Rest.signedIn(server.http(), "admin");
  }

  /// Somebody new, who may be changed without disturbing others.
  private record Newcomer(String id, String username, Rest rest, Socket socket) {}

  private Newcomer newcomer() throws Exception {
    var username = "u" + UUID.randomUUID().toString().substring(0, 8);
    var added =
        admin.post(
            "/api/v1/staff",
            Map.of(
                "username",
                username,
                "name",
                "新人",
                "password",
                "eight or more",
                "roles",
                List.of("agent"),
                "group",
                "pre_sale"));
    assertThat(added.status()).isEqualTo(201);
    var rest = signIn(username, "eight or more");
    var socket = Socket.staff(server.http(), rest.ticket());
    socket.await("welcome");
    return new Newcomer(added.body().path("id").asString(), username, rest, socket);
  }

  private Rest signIn(String username, String password) throws Exception {
    return Rest.signedIn(server.http(), username, password);
  }

  @Test
  void P_15_aSignInThatEndsSoonIsAnnouncedAndThenEndsTheSocket() throws Exception {
    var one = newcomer();
    endIn(one, Duration.ofSeconds(3));
    var socket = Socket.staff(server.http(), one.rest().ticket());

    var warned = socket.await("auth_expiring");

    assertThat(warned.path("expires_in_s").asLong()).isBetween(0L, 3L);
    assertThat(warned.path("expires_at").asString()).isNotEmpty();
    assertThat(socket.closeCode()).isEqualTo(4401);
  }

  @Test
  void P_15_anotherSignInOfTheSamePersonKeepsTheSocket() throws Exception {
    var one = newcomer();
    endIn(one, Duration.ofSeconds(6));
    var socket = Socket.staff(server.http(), one.rest().ticket());
    socket.await("auth_expiring");

    var again = signIn(one.username(), "eight or more");
    var ok = socket.ask(Map.of("type", "auth", "id", "x-1", "ticket", again.ticket()));
    one.rest().delete("/api/v1/session");
    for (var pings = 0; pings < 3; pings++) {
      socket.awaitPing();
    }

    assertThat(ok.path("type").asString()).isEqualTo("ok");
    assertThat(socket.command("presence", null, Map.of("state", "busy")).path("type").asString())
        .isEqualTo("ok");
  }

  @Test
  void P_15_aProofOfSomebodyElseIsRefused() throws Exception {
    var one = newcomer();

    var refused =
        one.socket().ask(Map.of("type", "auth", "id", "x-1", "ticket", newcomer().rest().ticket()));

    assertThat(refused.path("code").asString()).isEqualTo("unauthorized");
  }

  private void endIn(Newcomer one, Duration left) {
    server
        .bean(JdbcClient.class)
        .sql("update staff_session set created_at = :created where staff = :staff")
        .param("created", System.currentTimeMillis() - SIGN_IN.minus(left).toMillis())
        .param("staff", one.id())
        .update();
  }

  @Test
  void P_16_signingOutEndsEverySocketOfTheSignIn() throws Exception {
    var one = newcomer();
    var second = Socket.staff(server.http(), one.rest().ticket());
    second.await("welcome");

    one.rest().delete("/api/v1/session");

    assertThat(one.socket().closeCode()).isEqualTo(4401);
    assertThat(second.closeCode()).isEqualTo(4401);
  }

  @Test
  void P_16_aShopperWhoIsBannedIsOutAtOnceAndStaysOutUntilLetIn() throws Exception {
    var supervisor = Rest.signedIn(server.http(), "supervisor");
    var shopper = cast.stranger();
    var other = cast.stranger();
    var ban = "/api/v1/shoppers/" + shopper.id() + "/ban";

    var banned = supervisor.put(ban, Map.of("reason", "辱骂客服"));

    assertThat(banned.status()).isEqualTo(200);
    assertThat(shopper.socket().closeCode()).isEqualTo(4403);
    assertThat(Socket.shopper(server.http(), shopper.token(), Map.of()).closeCode())
        .isEqualTo(4403);
    assertThat(supervisor.get(ban).body().path("reason").asString()).isEqualTo("辱骂客服");
    assertThat(supervisor.get(ban).body().hasNonNull("until")).isFalse();
    other.socket().awaitPing();

    assertThat(supervisor.delete(ban).status()).isEqualTo(204);
    Socket.shopper(server.http(), shopper.token(), Map.of()).await("welcome");
    assertThat(supervisor.get(ban).status()).isEqualTo(404);
  }

  @Test
  void P_16_aBanThatIsOverHoldsNobodyOff() throws Exception {
    var supervisor = Rest.signedIn(server.http(), "supervisor");
    var shopper = cast.stranger();
    var ban = "/api/v1/shoppers/" + shopper.id() + "/ban";
    supervisor.put(ban, Map.of("reason", "刷屏", "until", "2100-01-01T00:00:00Z"));
    assertThat(shopper.socket().closeCode()).isEqualTo(4403);

    server
        .bean(JdbcClient.class)
        .sql("update shopper_ban set until = :now where shopper = :shopper")
        .param("now", System.currentTimeMillis())
        .param("shopper", shopper.id())
        .update();

    Socket.shopper(server.http(), shopper.token(), Map.of()).await("welcome");
  }

  @Test
  void onlyASupervisorBansAndOnlyWithAReasonAndWhoIsThere() throws Exception {
    var agent = Rest.signedIn(server.http(), "agent");
    var supervisor = Rest.signedIn(server.http(), "supervisor");
    var ban = "/api/v1/shoppers/" + cast.stranger().id() + "/ban";

    assertThat(agent.put(ban, Map.of("reason", "x")).status()).isEqualTo(403);
    assertThat(agent.get(ban).status()).isEqualTo(403);
    assertThat(agent.delete(ban).status()).isEqualTo(403);
    assertThat(supervisor.put(ban, Map.of()).status()).isEqualTo(422);
    assertThat(supervisor.put(ban, Map.of("reason", " ")).status()).isEqualTo(422);
    assertThat(supervisor.put(ban, Map.of("reason", "x", "until", "2020-01-01T00:00:00Z")).status())
        .isEqualTo(422);
    assertThat(supervisor.put("/api/v1/shoppers/shp_nobody/ban", Map.of("reason", "x")).status())
        .isEqualTo(404);
  }

  @Test
  void P_16_whoIsNoLongerEmployedIsOutAtOnce() throws Exception {
    var one = newcomer();

    var changed = admin.put("/api/v1/staff/" + one.id(), Map.of("enabled", false));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(one.socket().closeCode()).isEqualTo(4403);
    assertThat(one.rest().get("/api/v1/session").status()).isEqualTo(401);
    assertThat(
            new Rest(server.http())
                .post(
                    "/api/v1/session",
                    Map.of("username", one.username(), "password", "eight or more"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void P_16_anotherRoleOrPasswordEndsWhatWasOpenUnderTheOldOne() throws Exception {
    var promoted = newcomer();
    var secured = newcomer();

    admin.put("/api/v1/staff/" + promoted.id(), Map.of("roles", List.of("supervisor")));
    admin.put("/api/v1/staff/" + secured.id(), Map.of("password", "another password"));

    assertThat(promoted.socket().closeCode()).isEqualTo(4401);
    assertThat(secured.socket().closeCode()).isEqualTo(4401);
    assertThat(signIn(secured.username(), "another password").ticket()).isNotEmpty();
    var back = Socket.staff(server.http(), signIn(promoted.username(), "eight or more").ticket());
    assertThat(back.await("welcome").path("me").path("role").asString()).isEqualTo("supervisor");
  }

  @Test
  void P_16_onlyAdministratorsChangeOthersAndNobodyLocksThemselvesOut() throws Exception {
    var one = newcomer();
    var self = admin.get("/api/v1/session").body().path("staff").path("id").asString();

    assertThat(one.rest().put("/api/v1/staff/" + self, Map.of("enabled", false)).status())
        .isEqualTo(403);
    assertThat(
            one.rest().put("/api/v1/staff/" + one.id(), Map.of("roles", List.of("admin"))).status())
        .isEqualTo(403);
    assertThat(admin.put("/api/v1/staff/" + self, Map.of("enabled", false)).status())
        .isEqualTo(409);
    assertThat(admin.put("/api/v1/staff/" + self, Map.of("roles", List.of("agent"))).status())
        .isEqualTo(409);
    assertThat(admin.put("/api/v1/staff/usr_nobody", Map.of("enabled", false)).status())
        .isEqualTo(404);
  }

  @Test
  void P_16_whatTheStoreSaysOfASignInIsLookedUpAgain() throws Exception {
    var one = newcomer();
    var shopper = cast.stranger();

    var jdbc = server.bean(JdbcClient.class);
    jdbc.sql("update staff set enabled = 0 where id = :id").param("id", one.id()).update();
    jdbc.sql("delete from visitor_token where shopper = :id").param("id", shopper.id()).update();

    assertThat(one.socket().closeCode()).isEqualTo(4403);
    assertThat(shopper.socket().closeCode()).isEqualTo(4401);
  }

  @Test
  void P_16_aSignInThatEndedOnAnotherNodeEndsItsSocketsWithoutBeingToldOf() throws Exception {
    server = TestServer.empty("--kefu.gateway.poll=300ms");
    try {
      admin = Rest.signedIn(server.http(), "admin");
      var out = newcomer();
      var dismissed = newcomer();
      var stays = newcomer();

      var jdbc = server.bean(JdbcClient.class);
      jdbc.sql("delete from staff_session where staff = :id").param("id", out.id()).update();
      jdbc.sql("update staff set enabled = 0 where id = :id").param("id", dismissed.id()).update();

      assertThat(out.socket().closeCode()).isEqualTo(4401);
      assertThat(dismissed.socket().closeCode()).isEqualTo(4403);
      assertThat(stays.socket().isOpen()).isTrue();
    } finally {
      server.stop();
    }
  }

  @Test
  void P_14_nothingAShopperSaysAfterTheirTokenHasEndedIsStored() throws Exception {
    var shopper = new Cast(server.home()).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    var end = betweenTwoLooks();
    endAt(shopper, end);
    var socket = Socket.shopper(server.home(), shopper.token(), Map.of());
    socket.await("welcome");
    socket.say(conversation, "还来得及");
    awaitUntil(end);

    socket.send(message(conversation, "来不及了"));

    assertThat(socket.closeCode()).isEqualTo(4401);
    assertThat(said(conversation)).containsExactly("还来得及");
  }

  @Test
  void P_14_nothingStaffSaysAfterTheirSignInHasEndedIsStored() throws Exception {
    var shopper = new Cast(server.home()).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    var one = newcomer();
    one.socket().command("take", conversation, Map.of());
    var end = betweenTwoLooks();
    endIn(one, Duration.between(Instant.now(), end));
    var socket = Socket.staff(server.home(), one.rest().ticket());
    socket.await("welcome");
    awaitUntil(end.minus(BRIEFLY));
    socket.say(conversation, "还来得及");
    awaitUntil(end);

    socket.send(message(conversation, "来不及了"));

    assertThat(socket.closeCode()).isEqualTo(4401);
    assertThat(said(conversation)).containsExactly("还来得及");
  }

  /// A moment in between two looks at all sockets, which come once a second: nothing but the frame
  /// itself finds what ends then until the next.
  private Instant betweenTwoLooks() throws Exception {
    var shopper = new Cast(server.home()).stranger();
    endAt(shopper, Instant.now().plusSeconds(60));
    Socket.shopper(server.home(), shopper.token(), Map.of()).await("auth_expiring");
    return Instant.now().plus(TWO_LOOKS).plus(BRIEFLY);
  }

  private void endAt(Cast.Visit shopper, Instant end) {
    server
        .bean(JdbcClient.class)
        .sql("update visitor_token set expires_at = :end where shopper = :shopper")
        .param("end", end.toEpochMilli())
        .param("shopper", shopper.id())
        .update();
  }

  private static void awaitUntil(Instant moment) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> Instant.now().isAfter(moment));
  }

  private static Map<String, Object> message(String conversation, String text) {
    return Map.of(
        "type",
        "send",
        "id",
        "m-1",
        "conversation",
        conversation,
        "mid",
        UUID.randomUUID().toString(),
        "body",
        Map.of("kind", "text", "text", text));
  }

  /// What stands in the log, by whomever.
  private List<String> said(String conversation) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select body from event where conversation = :conversation and kind = 'message'
            order by seq limit 100
            """)
        .param("conversation", conversation)
        .query(String.class)
        .list()
        .stream()
        .map(body -> TestConversations.JSON.readTree(body).path("text").asString())
        .toList();
  }

  @Test
  void P_14_aRightThatIsGoneIsGoneForFramesSoonAfter() throws Exception {
    var one = newcomer();
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");
    var before = one.socket().ask(sync(conversation));

    server
        .bean(JdbcClient.class)
        .sql("update staff set group_id = 'after_sale', roles = :role where id = :id")
        .param("role", Role.AGENT.name().toLowerCase(java.util.Locale.ROOT))
        .param("id", one.id())
        .update();

    assertThat(before.path("type").asString()).isEqualTo("ok");
    await()
        .untilAsserted(() ->
            assertThat(one.socket().ask(sync(conversation)).path("code").asString())
                .isEqualTo("not_found"));
  }

  private static Map<String, Object> sync(String conversation) {
    return Map.of(
        "type", "sync", "id", "s-" + UUID.randomUUID(), "conversation", conversation, "after", 0);
  }

  @Test
  void P_14_aShopperCannotReachWhatIsNotTheirsByAnyFrame() throws Exception {
    var victim = cast.stranger();
    var theirs = Cast.open(victim, "pre_sale", null);
    victim.socket().say(theirs, "我的秘密");
    var nosy = cast.stranger();

    var said = nosy.socket().say(theirs, "偷看");
    var synced = nosy.socket().ask(sync(theirs));
    var closed = nosy.socket().command("close", theirs, Map.of());
    nosy.socket().send(Map.of("type", "read", "conversation", theirs, "seq", 1));
    var read = nosy.socket().await("error");
    nosy.socket().send(Map.of("type", "ack", "conversation", theirs, "seq", 1));
    var acked = nosy.socket().await("error");
    nosy.socket().send(Map.of("type", "typing", "conversation", theirs));
    var typed = nosy.socket().await("error");
    var resumed = Socket.shopper(server.http(), nosy.token(), Map.of(theirs, 0L));
    resumed.await("welcome");
    resumed.awaitPing();

    assertThat(List.of(said, synced, closed, read, acked, typed))
        .allMatch(refused -> refused.path("code").asString().equals("not_found"));
    assertThat(resumed.rest().toString()).doesNotContain("秘密");
  }

  @Test
  void P_14_whatAShopperSaysOfThemselvesInAFrameIsNotBelieved() throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);

    shopper
        .socket()
        .sendRaw(
            """
            {"type":"send","id":"x-1","conversation":"%s","mid":"%s","seq":900,"kind":"note",
             "sender":{"id":"usr_boss","role":"supervisor","name":"店长"},"tenant":"other","at":"9999-12-31T00:00:00Z",
             "body":{"kind":"text","text":"店长已同意退500"}}
            """
                .formatted(conversation, UUID.randomUUID()));
    var event = shopper.socket().awaitText("店长已同意退500");
    shopper
        .socket()
        .sendRaw("{\"type\":\"event\",\"id\":\"x-2\",\"conversation\":\"" + conversation + "\"}");
    shopper.socket().sendRaw("{\"type\":\"inbox\",\"id\":\"x-3\",\"rev\":1}");

    assertThat(event.path("seq").asLong()).isEqualTo(1);
    assertThat(event.path("kind").asString()).isEqualTo("message");
    assertThat(event.path("sender").path("role").asString()).isEqualTo("shopper");
    assertThat(event.path("at").asString()).doesNotStartWith("9999");
    for (var id : List.of("x-2", "x-3")) {
      assertThat(
              shopper
                  .socket()
                  .await(f -> f.path("id").asString("").equals(id))
                  .path("code")
                  .asString())
          .isEqualTo("unsupported");
    }
  }
}
