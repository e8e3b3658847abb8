package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /// Guarded by itself.
  private final Map<String, float[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > KEPT;
        }
      };

  Meaning(Embedder embedder) {
    this.embedder = embedder;
  }

  /// A vector of length 1, not to be changed: others get the same one. Takes milliseconds of the
  /// processor, and waits for the model after the start: call it outside of transactions. Any
  /// thread.
  public float[] of(String text) {
    return of(new Sentence(Folding.fold(text), Language.CHINESE));
  }

  /// The same of what is folded already.
  float[] of(Sentence sentence) {
    var key = Embeddings.key(sentence);
    synchronized (kept) {
      var known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    var vector = embedder.embed(sentence);
    synchronized (kept) {
      kept.put(key, vector);
    }
    return vector;
  }
}
