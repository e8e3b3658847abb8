package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A shopper shows what is broken, and the picture serves as evidence.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PictureStoryTest {

  private TestServer server;
  private Cast cast;
  private Cast.Member agent;
  private Cast.Visit shopper;
  private Rest shoppersPhone;
  private String conversation;

  @BeforeEach
  void aShopperComplains() throws Exception {
    server = TestServer.shared();
    cast = new Cast(server.http());
    agent = cast.staff("agent");
    shopper = cast.stranger();
    shoppersPhone = Rest.visitor(server.http(), shopper.token());
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "杯子碎了");
    agent.socket().command("take", conversation, Map.of());
  }

  @AfterEach
  void theConversationEnds() throws Exception {
    agent.socket().command("close", conversation, Map.of());
  }

  @Test
  void aPictureArrivesAndIsSeenByWhoMayReadTheConversation() throws Exception {
    var uploaded = upload(shoppersPhone);
    var file = uploaded.body().path("file").asString("");
    var answer = send(shopper.socket(), file);
    var told = agent.socket().await(f -> f.path("body").path("file").asString("").equals(file));

    assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(200);
    assertThat(file).startsWith("file_");
    assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("ok");
    assertThat(told.path("body").toString()).contains("\"kind\":\"image\"");
    var seen = agent.rest().get("/api/v1/files/" + file).raw();
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(seen.headers().firstValue("Content-Security-Policy"))
        .hasValue("sandbox; default-src 'none'");
    assertThat(shoppersPhone.get("/api/v1/files/" + file).status()).isEqualTo(200);
    assertThat(agent.rest().get("/api/v1/conversations/" + conversation).body().toString())
        .contains("[图片]");
  }

  @Test
  void anAgentShowsOneToo() throws Exception {
    var file = upload(agent.rest()).body().path("file").asString();

    assertThat(send(agent.socket(), file).path("type").asString()).isEqualTo("ok");
    shopper.socket().await(f -> f.path("body").path("file").asString("").equals(file));
    assertThat(shoppersPhone.get("/api/v1/files/" + file).status()).isEqualTo(200);
  }

  @Test
  void nobodyElseSeesItOrSendsIt() throws Exception {
    var file = upload(shoppersPhone).body().path("file").asString();
    var stranger = cast.stranger();
    var elsewhere = Cast.open(stranger, "pre_sale", null);
    var path = "/api/v1/files/" + file;

    assertThat(agent.rest().get(path).status()).as("not sent yet").isEqualTo(404);
    assertThat(new Rest(server.http()).get(path).status()).isEqualTo(401);
    assertThat(Rest.visitor(server.http(), "nonsense").get(path).status()).isEqualTo(401);
    assertThat(Rest.visitor(server.http(), stranger.token()).get(path).status()).isEqualTo(404);
    assertThat(Rest.signedIn(server.http(), "agent3").get(path).status()).isEqualTo(404);
    var stolen =
        stranger.socket().say(elsewhere, java.util.UUID.randomUUID().toString(), image(file));
    assertThat(stolen.path("code").asString()).isEqualTo("not_found");
    assertThat(send(agent.socket(), file).path("code").asString()).isEqualTo("not_found");
    assertThat(
            Rest.visitor(server.http(), stranger.token())
                .upload("/api/v1/files?conversation=" + conversation, "x.png", png())
                .status())
        .isEqualTo(404);
  }

  @Test
  void aTokenOpensNothingElse() throws Exception {
    assertThat(shoppersPhone.get("/api/v1/conversations").status()).isEqualTo(401);
    assertThat(shoppersPhone.get("/api/v1/orders/YS4400202948").status()).isEqualTo(401);
    assertThat(shoppersPhone.get("/api/v1/filesystem").status()).isIn(401, 404);
  }

  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    var page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    var upload = "/api/v1/files?conversation=" + conversation;

    assertThat(shoppersPhone.upload(upload, "a.jpg", page).code()).isEqualTo("bad_request");
    assertThat(shoppersPhone.upload(upload, "a.jpg", new byte[5 * 1024 * 1024 + 1]).code())
        .isEqualTo("too_large");
    assertThat(shoppersPhone.upload("/api/v1/files", "a.png", png()).status()).isEqualTo(400);
    assertThat(send(shopper.socket(), "file_none").path("code").asString()).isEqualTo("not_found");
  }

  @Test
  void aShopperUploadsTwentyADay() throws Exception {
    for (var n = 0; n < 20; n++) {
      assertThat(upload(shoppersPhone).status()).isEqualTo(200);
    }

    assertThat(upload(shoppersPhone).code()).isEqualTo("rate");
  }

  @Test
  void whatWasTakenBackIsSeenByNobody() throws Exception {
    var file = upload(shoppersPhone).body().path("file").asString();
    var seq = send(shopper.socket(), file).path("seq").asLong();

    shopper.socket().command("recall", conversation, Map.of("seq", seq));

    assertThat(agent.rest().get("/api/v1/files/" + file).status()).isEqualTo(404);
    assertThat(shoppersPhone.get("/api/v1/files/" + file).status()).isEqualTo(404);
  }

  @Test
  void aPictureOfAnotherConversationIsNoEvidence() throws Exception {
    var file = upload(shoppersPhone).body().path("file").asString();
    send(shopper.socket(), file);
    var stranger = cast.stranger();
    var elsewhere = Cast.open(stranger, "pre_sale", null);
    var others =
        Rest.visitor(server.http(), stranger.token())
            .upload("/api/v1/files?conversation=" + elsewhere, "x.png", png())
            .body()
            .path("file")
            .asString();

    var borrowed = escalate(others);
    var shown = escalate(file);

    assertThat(borrowed.path("code").asString()).isEqualTo("not_found");
    assertThat(shown.path("type").asString()).as(shown.toString()).isEqualTo("ok");
    agent
        .socket()
        .command("cancel_case", conversation, Map.of("case", shown.path("case").asString()));
  }

  private JsonNode escalate(String file) throws InterruptedException {
    return agent
        .socket()
        .command(
            "escalate",
            conversation,
            Map.of("kind", "complaint", "reason", "quality", "evidence", List.of(file)));
  }

  private Rest.Reply upload(Rest who) throws Exception {
    return who.upload("/api/v1/files?conversation=" + conversation, "杯子.png", png());
  }

  private JsonNode send(Socket socket, String file) throws InterruptedException {
    return socket.say(conversation, java.util.UUID.randomUUID().toString(), image(file));
  }

  private static Map<String, String> image(String file) {
    return Map.of("kind", "image", "file", file);
  }

  static byte[] png() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
