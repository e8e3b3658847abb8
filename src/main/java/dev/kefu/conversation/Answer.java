package dev.kefu.conversation;

import dev.kefu.base.Refusal;

/// Hears once what became of a message. Called on the writer's thread, or on the caller's when it
/// is refused at once; must not block.
public interface Answer {

  /// It is durable.
  void stored(Stored stored);

  /// It was not stored, or, with `unavailable`, may or may not be: the same message again is safe.
  void refused(Refusal refusal);

  /// A bug of ours: nothing was stored.
  void failed(RuntimeException fault);
}
