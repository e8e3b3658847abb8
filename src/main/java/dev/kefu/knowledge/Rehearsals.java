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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tries what searches would find if articles were published, or words meant the same, as proposed.
@Component
class Rehearsals {

  /// The id of an article that has none yet.
  private static final String NEW = "kb_not_stored_yet";

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

  /// An article as it would be found.
  static Published proposed(ArticleBody body) {
    return new Published(body.id() == null ? NEW : body.id(), 1, body.fields());
  }

  /// @param proposed the articles as they would be found
  /// @throws Refusal `unavailable` while the program starts or stops
  Rehearsal of(List<Published> proposed) {
    var lookup = lookup(words.synonyms());
    var texts = new ArrayList<Sentence>();
    var ids = new HashSet<String>();
    for (var article : proposed) {
      ids.add(article.id());
      texts.addAll(Rows.sentences(article.fields()));
    }
    try {
      var overlay = new Overlay(ids, proposed, embeddings.forTrying(texts));
      return new Rehearsal(lookup, lookup, overlay, shop.windows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param proposed what would mean the same
  /// @throws Refusal `unavailable` while the program starts or stops
  Rehearsal of(Synonyms proposed) {
    return new Rehearsal(lookup(words.synonyms()), lookup(proposed), null, shop.windows());
  }

  private Lookup lookup(Synonyms synonyms) {
    var index = follower.index();
    if (index == null) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "知识库还没有准备好，请稍后重试");
    }
    return new Lookup(index, embedder::embed, synonyms);
  }

  /// Asks both what is found and what would be.
  static final class Rehearsal implements AutoCloseable {
    private final Lookup now;
    private final Lookup then;
    private final @Nullable Overlay proposed;
    private final Windows windows;

    private Rehearsal(Lookup now, Lookup then, @Nullable Overlay proposed, Windows windows) {
      this.now = now;
      this.then = then;
      this.proposed = proposed;
      this.windows = windows;
    }

    /// @param before what is found now
    /// @param after what would be
    record Outcome(List<Hit> before, List<Hit> after) {}

    Outcome ask(Question question) {
      var open = open(question);
      var vectors = now.vectors(now.folded(question));
      return new Outcome(
          now.hits(question, open, vectors, null), then.hits(question, open, vectors, proposed));
    }

    /// What would be found.
    List<Hit> after(Question question) {
      return then.hits(question, open(question), then.vectors(then.folded(question)), proposed);
    }

    private List<Windows.Window> open(Question question) {
      return windows.all().stream().filter(w -> w.holds(question.at())).toList();
    }

    /// How the words of a question would be read.
    Lookup.Reading read(Question question) {
      return then.read(then.folded(question));
    }

    @Override
    public void close() {
      if (proposed != null) {
        proposed.close();
      }
    }
  }
}
