package dev.kefu.rulebook;

import java.util.regex.Pattern;

/// Tells what an agent promises from what he repeats, refuses or warns of.
final class Heard {

  private static final Pattern REPORTED =
      Pattern.compile(
          "(?:您|你|亲|买家|客户|顾客|有人|快递员|同事|客服|别人)[^。!?;\\n,、]{0,6}?"
              + "(?:说|写|提到|提的|问(?!题)|要求|希望|想要|想让|期望|提出|主张|反馈|留言|备注|截图|发的|意思是|刷到)"
              + "(?!.*(?:的话|就|请|可以|帮|[给加]))"
              + "|请问|是不是(?:说|问|要)");

  private static final Pattern AGREED =
      Pattern.compile(
          "没问题|(?<!不)可以的|(?<!不)同意|批准|通过|满足|好的|就?给(?:您|你)|安排|答应|就按|照(?:您|你)|(?<!不)行的|都行|[,。]行[,。]");

  /// 全网最低没有之一 denies nothing.
  private static final Pattern WARNED_OF =
      Pattern.compile("如果?有人|骗|(?:不要|请勿|别|勿)(?:轻)?信|谨防|警惕|违规|违禁");

  private static final Pattern DENIED_AFTER =
      Pattern.compile(
          "^[^。!?;\\n,、]{0,12}?(?:没有(?!之一|问题)|不敢|不能(?!再|耽误|让|叫|亏|错过|少)|不可以|不可能|不可(?!思议)|没办法|没法|超出|违规|不合规|不允许|不支持"
              + "|无法|做不到|不行(?!的话)|不参加|不参与|不宣传|不包|不在范围|不属于|不透露|不方便(?:透露|告诉|提供)|由(?:主管|店长)|要(?:主管|店长)"
              + "|需要?(?:主管|店长)|也?不是我们|做不了主|不能做主|不科学|不准确|不属实|遵医嘱|是谣言|是假的)");

  private Heard() {}

  /// Whether the words at a place are somebody else's, or denied before or behind.
  static boolean notPromised(Around around) {
    return WARNED_OF.matcher(around.sentence()).find()
        || Negation.denies(around.clauseBefore())
        || isDeniedAfter(around)
        || isReported(around);
  }

  /// Whether the shopper or somebody else has said it, and the agent does not agree.
  static boolean isReported(Around around) {
    return REPORTED.matcher(around.clauseBefore()).find() && !AGREED.matcher(around.after()).find();
  }

  static boolean isDeniedAfter(Around around) {
    return DENIED_AFTER.matcher(around.clauseAfter()).find();
  }
}
