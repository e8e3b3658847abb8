package dev.kefu.conversation;

/// What a `recall` in the log says: whose words are gone. A shopper is told their own number of it.
///
/// @param seq in full numbers
/// @param shopperSeq as the shopper counts
public record Withdrawal(long seq, long shopperSeq) {

  /// The same for the shopper, to whom full numbers would tell of notes.
  public record ForShopper(long seq) {}

  public ForShopper forShopper() {
    return new ForShopper(shopperSeq);
  }
}
