package dev.kefu.knowledge;

/// The meaning of texts for tests of other rooms, with the model that all tests share.
public final class TestMeaning {

  private TestMeaning() {}

  public static Meaning shared() {
    return new Meaning(TestKnowledge.EMBEDDER);
  }
}
