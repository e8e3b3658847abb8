package dev.kefu.knowledge;

/// Which model understands a text.
///
/// @see Embedder
enum Language {
  /// Whatever has a Chinese character in it, and everything that belongs to such a text.
  CHINESE("bge-small-zh-v1.5-q", 512, "vector", 0),
  ENGLISH("bge-small-en-v1.5-q", 384, "vector_en", 0.14);

  /// What is behind so many pieces is cut off; a question has about twenty.
  static final int MAX_TOKENS = 256;

  private final String file;
  private final int dimensions;
  private final String field;
  private final double generosity;

  Language(String file, int dimensions, String field, double generosity) {
    this.file = file;
    this.dimensions = dimensions;
    this.field = field;
    this.generosity = generosity;
  }

  /// English is what has Latin letters and nothing Chinese.
  static Language of(String text) {
    return !Texts.hasHan(text) && text.chars().anyMatch(Language::isLatin) ? ENGLISH : CHINESE;
  }

  private static boolean isLatin(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  String weights() {
    return "/" + file + ".onnx";
  }

  String vocabulary() {
    return "/" + file + "-tokenizer.json";
  }

  /// Names all that a vector depends on but the text; another name means other vectors.
  String model() {
    return file + "/" + MAX_TOKENS;
  }

  int dimensions() {
    return dimensions;
  }

  /// How much more alike than the Chinese one this model finds what is not.
  double generosity() {
    return generosity;
  }

  /// Where the index keeps its vectors.
  String field() {
    return field;
  }
}
