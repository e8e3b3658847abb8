package dev.kefu.conversation;

import dev.kefu.base.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// An answer somebody waits for.
final class AwaitedAnswer implements Answer {

  private final CompletableFuture<Stored> done = new CompletableFuture<>();

  @Override
  public void stored(Stored stored) {
    done.complete(stored);
  }

  @Override
  public void refused(Refusal refusal) {
    done.completeExceptionally(refusal);
  }

  @Override
  public void failed(RuntimeException fault) {
    done.completeExceptionally(fault);
  }

  /// @throws Refusal when it was refused
  Stored await() {
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
