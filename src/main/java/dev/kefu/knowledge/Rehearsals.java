package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tries what searches would find if articles were published as they are proposed.
@Component
class Rehearsals {

  /// The id of an article that has none yet.
  static final String NEW = "kb_not_stored_yet";

  private final IndexFollower follower;
  private final Embeddings embeddings;
  private final Embedder embedder;
  private final ShopProfile shop;
  private final ShopWords words;

  Rehearsals(
      IndexFollower follower,
      Embeddings embeddings,
      Embedder embedder,
      ShopProfile shop,
      ShopWords words) {
    this.follower = follower;
    this.embeddings = embeddings;
    this.embedder = embedder;
    this.shop = shop;
    this.words = words;
  }

  /// @param proposed the articles as they would be found
  /// @throws Refusal `unavailable` while the program starts or stops
  Rehearsal of(List<Published> proposed) {
    var index = follower.index();
    if (index == null) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "知识库还没有准备好，请稍后重试");
    }
    var texts = new ArrayList<Sentence>();
    var ids = new HashSet<String>();
    for (var article : proposed) {
      ids.add(article.id());
      texts.addAll(Rows.sentences(article.fields()));
    }
    try {
      var overlay = new Overlay(ids, proposed, embeddings.of(texts));
      return new Rehearsal(
          new Lookup(index, embedder::embed, words.synonyms()), overlay, shop.windows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks both what is found and what would be.
  static final class Rehearsal implements AutoCloseable {
    private final Lookup lookup;
    private final Overlay proposed;
    private final Windows windows;

    private Rehearsal(Lookup lookup, Overlay proposed, Windows windows) {
      this.lookup = lookup;
      this.proposed = proposed;
      this.windows = windows;
    }

    /// @param before what is found now
    /// @param after what would be
    record Outcome(List<Hit> before, List<Hit> after) {}

    Outcome ask(Question question) {
      var open = windows.all().stream().filter(w -> w.holds(question.at())).toList();
      var vectors = lookup.vectors(Lookup.folded(question));
      return new Outcome(
          lookup.hits(question, open, vectors, null),
          lookup.hits(question, open, vectors, proposed));
    }

    @Override
    public void close() {
      proposed.close();
    }
  }
}
