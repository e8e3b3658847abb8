package dev.kefu.knowledge;

import dev.kefu.base.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shoppers have asked: a room above, which reads conversations, declares a bean of it.
@FunctionalInterface
public interface AskedQuestions {

  /// The latest first. Blocks while it reads; call outside of transactions.
  List<Asked> since(Instant from, int limit);

  /// @param text a shopper's words as they were written; never to be shown unmasked
  /// @param sku the product it was about; null for none
  record Asked(String text, @Nullable Stage stage, @Nullable String sku) {}
}
