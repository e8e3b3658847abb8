package dev.kefu.commerce;

import java.util.List;
import java.util.function.Supplier;

/// Reads single facts from the shop, live.
public interface Facts {

  /// Never throws: a fact that is not to be had comes back as [FactState#FAILED] with an empty
  /// value. May block for as long as somebody waits for the shop. Any thread.
  Fact read(FactRef ref);

  /// Several at once, in their order: takes little longer than one.
  default List<Fact> read(List<FactRef> refs) {
    return refs.stream().map(this::read).toList();
  }

  /// The same, for a reply that goes out now: only what the shop says from this call on counts, not
  /// what it said a moment ago.
  default List<Fact> readAnew(List<FactRef> refs) {
    return read(refs);
  }

  /// The same for whatever `question` asks of the shop, on this thread, by any of its doors.
  default <T> T anew(Supplier<T> question) {
    return question.get();
  }
}
