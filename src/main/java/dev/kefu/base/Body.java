package dev.kefu.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one message holds.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Body {

  /// The longest text, in code points.
  int MAX_CODE_POINTS = 4_000;

  /// Plain text. Never rendered as anything else.
  @JsonTypeName("text")
  record Text(String text, @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Slot> slots)
      implements Body {

    public Text {
      slots = slots == null ? List.of() : List.copyOf(slots);
    }

    public Text(String text) {
      this(text, List.of());
    }

    /// The facts in the text, in any order; empty when there are none.
    public List<Slot> facts() {
      return slots == null ? List.of() : slots;
    }
  }

  /// A picture that was uploaded before.
  @JsonTypeName("image")
  record Image(String file) implements Body {}

  /// A card of one product.
  @JsonTypeName("product")
  record ProductCard(String sku) implements Body {}

  /// A card of one order.
  @JsonTypeName("order")
  record OrderCard(String order) implements Body {}

  /// What stands in the place of a message whose words were taken back. Nobody can send one.
  ///
  /// @param why `recalled`, or `erased` at the shopper's wish
  @JsonTypeName("withdrawn")
  record Withdrawn(String why) implements Body {}
}
