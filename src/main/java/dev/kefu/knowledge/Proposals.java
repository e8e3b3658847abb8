package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Searches as if an article were published as it is being written.
@Component
public class Proposals {

  private final Rehearsals rehearsals;
  private final ShopProfile shop;
  private final JsonMapper json;

  Proposals(Rehearsals rehearsals, ShopProfile shop, JsonMapper json) {
    this.rehearsals = rehearsals;
    this.shop = shop;
    this.json = json;
  }

  /// Whatever is found by [Knowledge#search] with this article in place of the published one of its
  /// id, or beside all of them.
  ///
  /// @param article as the editor's page sends it
  /// @param asks is given the search, and must be done with it when it returns
  /// @throws Refusal `bad_request` for what is no article, or none that could be published,
  ///   `unavailable` while the program starts
  public <T> T with(JsonNode article, Function<Function<Question, List<Hit>>, T> asks) {
    var body = body(article);
    var mistakes = ArticleRules.mistakes(body.fields(), shop.windows());
    if (!mistakes.isEmpty()) {
      var first = mistakes.getFirst();
      throw new Refusal(ErrorCode.BAD_REQUEST, first.field() + "：" + first.message());
    }
    try (var rehearsal = rehearsals.of(List.of(Rehearsals.proposed(body)))) {
      return asks.apply(rehearsal::after);
    }
  }

  private ArticleBody body(JsonNode article) {
    try {
      return json.treeToValue(article, ArticleBody.class);
    } catch (JacksonException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(ErrorCode.BAD_REQUEST, "article 不是一条知识");
    }
  }
}
