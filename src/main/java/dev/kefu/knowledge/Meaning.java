package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import org.springframework.stereotype.Component;

/// What a text means, as numbers: two texts mean the more alike, the closer to 1 the product of
/// their vectors is.
@Component
public class Meaning {

  /// Vectors of another model cannot be compared.
  public static final String MODEL = Embedder.MODEL;

  private final Embedder embedder;

  Meaning(Embedder embedder) {
    this.embedder = embedder;
  }

  /// A vector of length 1. Takes milliseconds of the processor, and waits for the model after the
  /// start: call it outside of transactions. Any thread.
  public float[] of(String text) {
    return embedder.embed(Folding.fold(text));
  }
}
