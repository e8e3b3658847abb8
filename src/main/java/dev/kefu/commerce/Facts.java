package dev.kefu.commerce;

/// Reads single facts from the shop, live.
public interface Facts {

  /// Never throws: a fact that is not to be had comes back as [FactState#FAILED] with an empty
  /// value. May block for as long as the shop's time limit. Any thread.
  Fact read(FactRef ref);
}
