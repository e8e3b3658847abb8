package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.base.LatelyUsed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// What a text means, as numbers: two texts mean the more alike, the closer to 1 the product of
/// their vectors is. For who compares texts without looking anything up.
@Component
public class Meaning {

  /// Vectors of another model cannot be compared.
  public static final String MODEL = Language.CHINESE.model();

  /// Enough for what is compared again and again, examples and articles' questions, beside the
  /// messages that pass. Known by their digests: shoppers' words are not kept.
  private static final int KEPT = 4_000;

  private final Embedder embedder;
  private final Function<Collection<Sentence>, Map<Sentence, float[]>> articles;

  /// Guarded by itself.
  private final Map<String, float[]> kept = new LatelyUsed<>(KEPT);

  @Autowired
  Meaning(Embedder embedder, Embeddings embeddings) {
    this(embedder, embeddings::forTrying);
  }

  /// Without a database: everything is computed.
  Meaning(Embedder embedder) {
    this(
        embedder, texts -> texts.stream().collect(Collectors.toMap(text -> text, embedder::embed)));
  }

  private Meaning(
      Embedder embedder, Function<Collection<Sentence>, Map<Sentence, float[]>> articles) {
    this.embedder = embedder;
    this.articles = articles;
  }

  /// A vector of length 1, not to be changed: others get the same one. Takes milliseconds of the
  /// processor, and waits for the model after the start: call it outside of transactions. Any
  /// thread.
  public float[] of(String text) {
    return of(sentence(text));
  }

  /// The same of what is folded already.
  float[] of(Sentence sentence) {
    var key = Embeddings.key(sentence);
    var known = known(key);
    if (known == null) {
      known = embedder.embed(sentence);
      keep(key, known);
    }
    return known;
  }

  /// The same of texts that stand in articles, in their order. What those mean is in the database,
  /// and read from there in a fraction of the time.
  public List<float[]> ofArticles(List<String> texts) {
    var sentences = texts.stream().map(Meaning::sentence).toList();
    var unknown =
        sentences.stream()
            .filter(each -> known(Embeddings.key(each)) == null)
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      articles.apply(unknown).forEach((each, vector) -> keep(Embeddings.key(each), vector));
    }
    return sentences.stream().map(this::of).toList();
  }

  /// The product of two vectors of length 1.
  public static float likeness(float[] one, float[] other) {
    return VectorUtil.dotProduct(one, other);
  }

  private static Sentence sentence(String text) {
    return new Sentence(Folding.fold(text), Language.CHINESE);
  }

  private float @Nullable [] known(String key) {
    synchronized (kept) {
      return kept.get(key);
    }
  }

  private void keep(String key, float[] vector) {
    synchronized (kept) {
      kept.put(key, vector);
    }
  }
}
