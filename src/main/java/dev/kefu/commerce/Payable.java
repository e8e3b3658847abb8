package dev.kefu.commerce;

import dev.kefu.commerce.Promotions.Level;
import java.time.Instant;
import java.util.List;

/// What goods would cost a shopper at a moment (到手价), and how that comes about. Sending is not in
/// it.
///
/// @param lines by SKU; their totals are the total to the fen
/// @param goodsFen what the goods cost before anything is taken off
/// @param totalFen what is left to pay
/// @param steps in the order they were taken: each begins with what the one before has left
/// @param gifts titles of what comes along
/// @param asOf when the oldest of what it is made of was said
public record Payable(
    List<Share> lines,
    long goodsFen,
    long totalFen,
    List<Step> steps,
    List<String> gifts,
    Instant asOf,
    String source) {

  public Payable {
    lines = List.copyOf(lines);
    steps = List.copyOf(steps);
    gifts = List.copyOf(gifts);
  }

  /// Goods somebody asks about.
  public record Line(String sku, int quantity) {}

  /// What one line comes to.
  ///
  /// @param priceFen of one piece, before anything is taken off
  /// @param goodsFen of all its pieces
  /// @param totalFen its part of what is left to pay
  public record Share(
      String sku, String title, int quantity, long priceFen, long goodsFen, long totalFen) {}

  /// One promotion that counts.
  ///
  /// @param rule what it does, for people
  /// @param baseFen what it was reckoned on
  /// @param cutFen what it takes off
  public record Step(
      Level level,
      String promotion,
      String title,
      String rule,
      List<String> skus,
      long baseFen,
      long cutFen) {

    public Step {
      skus = List.copyOf(skus);
    }
  }
}
