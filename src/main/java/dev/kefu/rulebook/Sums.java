package dev.kefu.rulebook;

import java.util.List;

/// Sums of money in what shoppers write: 赔我三十块, ￥12.5, 3元5角.
public final class Sums {

  private Sums() {}

  /// Those with a unit or a sign of money, in fen and in order. Pure; any thread.
  public static List<Long> in(String text) {
    return Amount.in(Reading.of(text)).stream().filter(Amount::stated).map(Amount::fen).toList();
  }
}
