package dev.kefu.rulebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Words people hide when they want to say them all the same: those of the rulebook and those the
/// checks look for. Found by how they begin to sound.
final class Terms {

  /// What the checks themselves look for. Single characters sound like too many others.
  private static final List<String> CHECKED =
      List.of(
          "今天", "明天", "后天", "今晚", "马上", "立刻", "一定", "肯定", "保证", "绝对", "必达", "发货", "发出", "送到", "送达",
          "到账", "到货", "包邮", "免邮", "运费", "免运费", "新疆", "西藏", "退款", "全额", "赔偿", "补偿", "赔付", "返现", "差价",
          "打款", "转账", "红包", "免单", "打折", "便宜", "优惠", "半价", "终身保修", "终身质保", "保修", "质保", "假一赔十", "褪色",
          "起球", "掉色", "有货", "留货", "全网最低", "全网第一", "最低价", "最便宜", "销量第一", "国家级", "世界级", "顶级", "好评返现",
          "微信", "加微信", "微信号", "支付宝", "扣扣", "企鹅号", "手机号", "电话号码", "验证码", "公众号", "二维码", "律师函", "法院",
          "起诉", "投诉", "工商局", "消费者协会", "曝光", "刷单", "打五折", "打六折", "打七折", "打八折", "打九折");

  private static final int SHORTEST = 2;

  private final Map<String, List<Term>> byBeginning = new HashMap<>();

  /// @param text two Chinese characters at least
  record Term(String text, List<Sounds.Sound> sounds) {

    int length() {
      return text.length();
    }
  }

  private Terms(Collection<String> texts) {
    for (var text : texts) {
      var term = new Term(text, text.chars().mapToObj(c -> Sounds.of((char) c)).toList());
      var beginnings = term.sounds().getFirst().blurred();
      beginnings.forEach(b -> byBeginning.computeIfAbsent(b, _ -> new ArrayList<>()).add(term));
    }
    byBeginning.values().forEach(l -> l.sort(Comparator.comparingInt(Term::length).reversed()));
  }

  /// @param words of the rulebook, folded
  static Terms of(Stream<String> words) {
    var texts = new LinkedHashSet<String>(CHECKED);
    var checked = new Terms(CHECKED);
    // 薇信 is a disguise itself: 微信 is not to be taken for it.
    words
        .filter(Terms::isChinese)
        .filter(word -> Unmasked.of(Folded.of(word), Letters.of(word), checked) == null)
        .forEach(texts::add);
    return new Terms(texts);
  }

  /// Longest first.
  List<Term> beginning(String blurred) {
    return byBeginning.getOrDefault(blurred, List.of());
  }

  private static boolean isChinese(String word) {
    return word.length() >= SHORTEST
        && word.chars().allMatch(c -> !Sounds.of((char) c).plain().isEmpty());
  }
}
