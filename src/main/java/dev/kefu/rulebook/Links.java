package dev.kefu.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses that lead away from the shop's own platform. Read from the text as it was written:
/// dots and slashes are all an address has.
final class Links implements Check {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![A-Za-z0-9@.])(?:https?://|www\\.)?(?<host>(?:[A-Za-z0-9-]{1,40}\\.){1,4}(?:com|cn|net|top|shop|xyz|cc|me|io|vip|site|store|link|club))"
              + "(?![A-Za-z0-9.-]*@)(?:/[^\\s，。；]*)?");

  private static final List<String> ENDINGS =
      List.of("com", "cn", "net", "top", "shop", "xyz", "vip");

  /// shop123点com, ys-shop . cn, ys123。com: dots by other names, where a name stands before and no
  /// word goes on behind.
  private static final Pattern DISGUISED =
      Pattern.compile(
          "(?i)(?<![a-z0-9@.-])(?<host>(?=[0-9-]{0,39}[a-z])[a-z0-9-]{1,40}"
              + "(?:\\s?(?:点|。|．|·|•|\\(dot\\)|\\[dot\\])\\s?|\\s\\.\\s?|\\.\\s)(?:"
              + String.join("|", ENDINGS)
              + "))(?![a-z0-9])");

  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9._-]{2,40}@[A-Za-z0-9-]{1,40}(?:\\.[A-Za-z]{2,10}){1,2}");

  private static final Pattern TO_US = Pattern.compile("我(?:的|们的)?(?:私人|个人)?邮箱|发(?:给|到)我|联系我|加我");

  private static final Set<String> PLATFORM =
      Set.of("tmall.com", "taobao.com", "tb.cn", "alipay.com", "cainiao.com", "alicdn.com");

  @Override
  public List<Flag> look(Scene scene) {
    var text = scene.reading().original();
    var flags = new ArrayList<Flag>();
    if (ENDINGS.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains)) {
      hosts(scene, DISGUISED.matcher(text), flags);
    }
    if (text.indexOf('.') < 0) {
      return flags;
    }
    hosts(scene, ADDRESS.matcher(text), flags);
    var mail = MAIL.matcher(text);
    if (mail.find() && TO_US.matcher(text).find()) {
      flags.add(block("不能留个人邮箱", mail.start(), mail.end()));
    }
    return flags;
  }

  private static void hosts(Scene scene, Matcher address, List<Flag> flags) {
    while (address.find()) {
      if (!isPlatform(address.group("host")) && !scene.inSlot(address.start(), address.end())) {
        flags.add(block("不能发站外链接", address.start(), address.end()));
      }
    }
  }

  private static boolean isPlatform(String host) {
    var name = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", ".");
    return PLATFORM.stream().anyMatch(own -> name.equals(own) || name.endsWith("." + own));
  }

  private static Flag block(String text, int from, int to) {
    return Flag.block(new Finding("K-LINK", "banned", text, "请发商品卡片，或在本窗口内说明", from, to));
  }
}
