package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An editor sees the card an agent would see, before anything is published.
class PreviewStoryTest {

  private static final String PREVIEWS = "/api/v1/suggestions/previews";
  private static final String DRESS = "DRS-A-BK-M";
  private static final String QUESTION = "连衣裙的裙摆能不能拆下来单独洗";
  private static final Map<String, ?> ARTICLE =
      Map.of("question", QUESTION, "answer", "可以拆洗的，这款还有{{stock|else:现货，我帮您核实}}件。", "risk", "low");

  private Rest editor;

  @BeforeEach
  void anEditorSignsIn() throws Exception {
    editor = Rest.signedIn(TestServer.shared().http(), "editor");
  }

  @Test
  void anAnswerThatIsBeingWrittenStandsOnACardWithLiveFacts() throws Exception {
    var preview = preview(Map.of("text", "裙摆可以拆下来洗吗", "sku", DRESS, "article", ARTICLE));

    var card = preview.path("cards").get(0);
    var stock = card.path("slots").get(0);
    assertThat(card.path("article").path("title").asString()).isEqualTo(QUESTION);
    assertThat(card.path("confidence").asString()).isIn("high", "medium");
    assertThat(stock.path("fact").asString()).isEqualTo("stock");
    assertThat(card.path("text").asString()).contains("还有" + stock.path("value").asString() + "件");
    assertThat(preview.path("wants").path("intent").asString()).isEqualTo("goods");
  }

  @Test
  void itIsPublishedNowhere() throws Exception {
    preview(Map.of("text", QUESTION, "article", ARTICLE));

    var found =
        editor
            .post("/api/v1/knowledge/searches", Map.of("queries", List.of(QUESTION)))
            .body()
            .path("results")
            .get(0)
            .path("hits");
    assertThat(found.valueStream().map(hit -> hit.path("question").asString()))
        .doesNotContain(QUESTION);
  }

  @Test
  void withoutAProductTheCardSaysWhatItLacks() throws Exception {
    var card = preview(Map.of("text", QUESTION, "article", ARTICLE)).path("cards").get(0);

    assertThat(card.path("missing").toString()).contains("product");
    assertThat(card.path("sendable").asBoolean()).isFalse();
    assertThat(card.path("text").asString()).contains("现货，我帮您核实");
  }

  @Test
  void whatIsPublishedIsShownWithoutAnyArticle() throws Exception {
    var preview = preview(Map.of("text", "这件有货吗", "sku", DRESS));

    assertThat(preview.path("cards").get(0).path("facts").get(0).path("key").asString())
        .isEqualTo(DRESS);
  }

  @Test
  void anOrderIsShownToThoseWhoServe() throws Exception {
    var supervisor = Rest.signedIn(TestServer.shared().http(), "supervisor");
    var asked = new HashMap<String, Object>(Map.of("text", "我的订单到哪一步了"));
    asked.put("order", "YS4400202948");
    asked.put("stage", "after_sale");

    var preview = supervisor.post(PREVIEWS, asked);
    var refused = editor.post(PREVIEWS, asked);

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body().path("cards").toString()).contains("YS4400202948");
    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void whatCannotBeShownIsToldWhy() throws Exception {
    var supervisor = Rest.signedIn(TestServer.shared().http(), "supervisor");
    assertThat(editor.post(PREVIEWS, Map.of("text", " ")).status()).isEqualTo(422);
    assertThat(editor.post(PREVIEWS, Map.of("text", "字".repeat(2_001))).status()).isEqualTo(422);
    assertThat(editor.post(PREVIEWS, Map.of("text", "在吗", "sku", "x".repeat(61))).status())
        .isEqualTo(422);
    assertThat(editor.post(PREVIEWS, Map.of("text", "在吗", "article", "kb")).status())
        .isEqualTo(422);
    assertThat(
            editor.post(PREVIEWS, Map.of("text", "在吗", "article", Map.of("answer", "在"))).status())
        .isEqualTo(422);
    assertThat(supervisor.post(PREVIEWS, Map.of("text", "在吗", "order", "YS0")).status())
        .isEqualTo(404);
    assertThat(new Rest(TestServer.shared().http()).post(PREVIEWS, Map.of("text", "在吗")).status())
        .isIn(401, 403);
  }

  @Test
  void anArticleThatIsBeingWrittenIsShownToThoseWhoMayPublishOne() throws Exception {
    var agent = Rest.signedIn(TestServer.shared().http(), "agent");
    var asked = new HashMap<String, Object>(Map.of("text", "这件有货吗", "sku", DRESS));
    assertThat(agent.post(PREVIEWS, asked).status()).isEqualTo(200);
    asked.put("article", null);
    assertThat(agent.post(PREVIEWS, asked).status()).isEqualTo(200);
    asked.put("article", ARTICLE);

    assertThat(agent.post(PREVIEWS, asked).status()).isEqualTo(403);
  }

  private JsonNode preview(Map<String, ?> asked) throws Exception {
    var answer = editor.post(PREVIEWS, asked);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body();
  }
}
