package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds published answers.
@Component
public class Knowledge {

  private final IndexFollower follower;
  private final Meaning meaning;
  private final ShopProfile shop;
  private final ShopWords words;
  private final ArticleTable articles;
  private final Clock clock;

  Knowledge(
      IndexFollower follower,
      Meaning meaning,
      ShopProfile shop,
      ShopWords words,
      ArticleTable articles,
      Clock clock) {
    this.follower = follower;
    this.meaning = meaning;
    this.shop = shop;
    this.words = words;
    this.articles = articles;
    this.clock = clock;
  }

  /// Best first, one hit an article, also those too unsure to show ([Confidence#NONE]). Any thread.
  ///
  /// @throws Refusal `unavailable` while the program starts or stops
  public List<Hit> search(Question question) {
    var index = follower.index();
    if (index == null) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "知识库还没有准备好，请稍后重试");
    }
    var open = shop.windows().all().stream().filter(w -> w.holds(question.at())).toList();
    return lookup(index).hits(question, open);
  }

  /// Whether an article is published at this version and holds at this moment, as the store says:
  /// what was retired, changed or ran out a second ago does not, on whatever node. Any thread.
  public boolean isInForce(String article, long version) {
    return articles
        .published(article)
        .filter(found -> found.version() == version)
        .map(found -> ArticleLife.published(found.fields(), shop.windows(), clock.instant()))
        .filter(life -> life == ArticleLife.PUBLISHED || life == ArticleLife.EXPIRING)
        .isPresent();
  }

  /// What was typed in pinyin, in the characters it stands for as this shop is asked; anything else
  /// as it is, and all while the program starts. For understanding, never for showing. Any thread;
  /// some milliseconds where there are letters.
  public String inCharacters(String text) {
    var index = follower.index();
    if (index == null) {
      return text;
    }
    var folded = Folding.fold(text);
    var read = lookup(index).inCharacters(folded);
    return read.equals(folded) ? text : read;
  }

  private Lookup lookup(ArticleIndex index) {
    return new Lookup(index, meaning::of, words.synonyms());
  }
}
