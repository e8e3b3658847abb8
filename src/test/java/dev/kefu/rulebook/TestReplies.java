package dev.kefu.rulebook;

import dev.kefu.base.Body;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Replies for tests of the rooms that store them. In the program only the rulebook makes one.
@NullMarked
public final class TestReplies {

  private TestReplies() {}

  public static ClearedReply cleared(String text) {
    return new ClearedReply(new Body.Text(text), List.of());
  }

  public static ClearedReply image(Body.Image image) {
    return new ClearedReply(image, List.of());
  }

  /// One that its author has to name a reason for.
  public static ClearedReply warned(String text) {
    var finding = new Finding("K-PRICE", "price", "请核对价格", null, 0, text.length());
    return new ClearedReply(new Body.Text(text), List.of(finding));
  }
}
