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
}
