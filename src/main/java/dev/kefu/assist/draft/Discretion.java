package dev.kefu.assist.draft;

import dev.kefu.rulebook.Masking;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/// What a shopper has said, as far as it may leave the house: without what belongs to a person, and
/// without what could be taken for the end of a block of data.
final class Discretion {

  private static final String MASK = "***";
  private static final int MAX_CODE_POINTS = 200;

  private static final List<Pattern> PERSONAL =
      List.of(
          // Numbers of three digits and more, however they are parted.
          Pattern.compile("[A-Za-z]{0,6}\\p{Nd}(?:[-_.· *()]{0,2}\\p{Nd}){2,}[A-Za-z]?"),
          Pattern.compile("[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖](?:[-_.· *]{0,2}[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]){4,}"),
          Pattern.compile(
              "(?:我(?:的名字)?(?:叫|姓|是)|姓名|名字|收件人|收货人|联系人|户名)[是为叫:： ]*[\\p{IsHan}A-Za-z·]{1,6}"),
          Pattern.compile(
              "(?i)(?:my name is|i am|i'm|name:)\\s+[\\p{L}'-]+(?:\\s+\\p{Lu}[\\p{L}'-]+)?"),
          Pattern.compile("(?i)(?:微信|vx|v信|wx|wechat|qq|支付宝)号?[是为:： ]*[a-z0-9_.@-]{4,}"),
          Pattern.compile(
              "[\\p{IsHan}]{2,12}(?:省|市|自治区|区|县|镇|乡|街道|大道|路|街|巷|弄|村|小区|花园|公寓|大厦)"
                  + "[\\p{IsHan}A-Za-z0-9*#-]{0,30}?(?:号楼?|栋|幢|单元|室|座|层|楼|户)"),
          Pattern.compile(
              "(?i)\\d+\\s+[a-z' ]{2,40}\\b(?:street|st|road|rd|avenue|ave|lane|drive)\\b"));

  private Discretion() {}

  static String discreet(String text) {
    var plain = neutral(text);
    for (var pattern : PERSONAL) {
      plain = pattern.matcher(plain).replaceAll(MASK);
    }
    plain = Masking.mask(plain);
    var length = plain.codePointCount(0, plain.length());
    return length <= MAX_CODE_POINTS
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, MAX_CODE_POINTS));
  }

  /// One line of visible characters, none of which marks a block or a blank.
  static String neutral(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cf}\\p{Cc}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029]+", " ")
        .replace("⟦", "（")
        .replace("⟧", "）")
        .replaceAll("[<>`{}\\[\\]|\\\\#]", " ")
        .strip();
  }
}
