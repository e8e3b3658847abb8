package dev.kefu.knowledge;

import dev.kefu.base.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another answer to the same question, for certain products, a stage, or both.
///
/// @param stage null for any
/// @param skus SKUs or product codes; empty for all
record Variant(@Nullable Stage stage, List<String> skus, String answer) {

  Variant {
    skus = skus == null ? List.of() : skus.stream().map(String::strip).toList();
    answer = answer == null ? "" : answer.replace("\r\n", "\n").strip();
  }

  /// Whether it is meant for whoever asks; a question without a stage or product is answered
  /// without them.
  boolean fits(Question question) {
    var rightStage = stage == null || stage == question.stage();
    var rightProduct = skus.isEmpty() || question.isAbout(skus);
    return rightStage && rightProduct;
  }

  /// The product counts more than the stage.
  int closeness() {
    return (skus.isEmpty() ? 0 : 2) + (stage == null ? 0 : 1);
  }
}
