package dev.kefu.rulebook;

import java.util.regex.Pattern;

/// Tells a promise from its refusal: 不能保证明天到 promises nothing.
final class Negation {

  private static final String FILLERS =
      "(?:给|您|你|亲|为|向|跟|和|对|再|直接|额外|另外|随意|私自|私下|单独|擅自|轻易|主动|说|承诺|保证|答应|确保|同意|做到"
          + "|进行|提供|让|要求|引导|通过|使用|用|在|去|任何|相信|百分百|还|先|也|都|因为|买家|顾客|客户|用户|人|大家|别人|[^。!?;\\n,、]{1,10}(?:或者?|和|以及))*$";

  /// `不` alone would also stand before 好意思 and 过.
  private static final Pattern CANNOT =
      Pattern.compile(
          "(?<!不是|并非|能|是|要|会|可)(?:不能|不可以|不可能|不敢|无法|没法|没办法|没有办法|不会|不便|不好|不支持|做不到|给不了|打不了|做不了|达不到|没得|不予|不再"
              + "|不允许|没权限|没有权限|无权|不需要|不用|无需|不保证|不承诺|不|未|没有|没|并未|并非|难以|谈不上|不存在)"
              + FILLERS
              + "|(?:cannot|cant|unableto|wont|willnot|notableto|couldnt|dont)[a-z]{0,8}$");

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?<!不是|并非)(?:不能|不可以|不得|不可|禁止|严禁|请勿|切勿|勿|不要|别|不支持|不允许|不会|不敢|不存在|无法|没办法"
              + "|没法|谨防|警惕|当心|杜绝|拒绝|抵制|不是|并非|没有|无需|不用|不做|不搞|不)"
              + FILLERS);

  private Negation() {}

  /// Whether what follows `before` is said not to be, or not to be possible.
  static boolean denies(String before) {
    return CANNOT.matcher(before).find();
  }

  /// Whether what follows `before` is warned of or ruled out.
  static boolean forbids(String before) {
    return FORBIDDEN.matcher(before).find();
  }
}
