package dev.kefu.base;

import java.util.Locale;

/// Money is counted in fen, a hundredth of a yuan.
public final class Fen {

  private static final int FEN_A_YUAN = 100;

  private Fen() {}

  /// `12900` as `129.00`.
  public static String yuan(long fen) {
    var sign = fen < 0 ? "-" : "";
    var abs = Math.abs(fen);
    return String.format(Locale.ROOT, "%s%d.%02d", sign, abs / FEN_A_YUAN, abs % FEN_A_YUAN);
  }
}
