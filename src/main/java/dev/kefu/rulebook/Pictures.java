package dev.kefu.rulebook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs that stand for a word when a word is to be hidden: 加薇❤, 退50💰, 包📮.
final class Pictures {

  private static final String HEARTS = "❤♥💓💗💖💕💘💝💞🧡💛💙💜🖤🤍🤎♡";

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(0x1F49A, "微信"),
          Map.entry(0x1F427, "qq"),
          Map.entry(0x1F4EE, "邮"),
          Map.entry(0x1F4EC, "邮"),
          Map.entry(0x1F9E7, "红包"),
          Map.entry(0x1F4B0, "元"),
          Map.entry(0x1F4B4, "元"),
          Map.entry(0x1F4B5, "元"),
          Map.entry(0x1F4B6, "元"),
          Map.entry(0x2795, "加"),
          Map.entry(0x1F4F1, "手机"),
          Map.entry(0x1F4DE, "电话"),
          Map.entry(0x260E, "电话"));

  /// Where none of them is, most characters are.
  private static final int FIRST_SIGN = 0x2600;

  private static final int LAST_SIGN = 0x27bf;
  private static final int FIRST_EMOJI = 0x1f000;

  private Pictures() {}

  /// What it stands for; null for one that is only an ornament.
  static @Nullable String word(int codePoint) {
    if (codePoint < FIRST_SIGN || (codePoint > LAST_SIGN && codePoint < FIRST_EMOJI)) {
      return null;
    }
    return HEARTS.indexOf(codePoint) >= 0 ? "信" : WORDS.get(codePoint);
  }
}
