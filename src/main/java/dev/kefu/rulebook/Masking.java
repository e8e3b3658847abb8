package dev.kefu.rulebook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a text what belongs to a person, for those who read it without having been in the
/// conversation, people and models alike: names, addresses, phones, identity cards, mail addresses,
/// accounts, and long numbers whatever they are, however they are parted or spelled out.
///
/// A name is known by the words before it, or by a family name; a place by a number behind it. What
/// a shopper asks about (收件人写错了, 送到小区楼上吗) has to stay readable.
public final class Masking {

  private static final String MASK = "***";

  /// What stands between the digits of one number.
  private static final String APART = "[-_.· *()]{0,2}";

  private static final String SPOKEN = "[零〇一二三四五六七八九幺两]";

  private static final String SURNAME =
      "(?:欧阳|司马|上官|诸葛|皇甫|东方|尉迟|令狐|公孙|慕容|司徒|夏侯"
          + "|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹喻柏窦章苏潘葛范彭鲁韦马苗凤俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕"
          + "罗毕郝邬安常乐傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄江童颜郭梅盛林刁钟"
          + "徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪丁宣邓郁单洪包左石崔龚程邢裴陆荣翁荀羊甄曲封储靳段焦巴谷车侯宓蓬全班仰仲伊宫宁"
          + "仇甘厉祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳姬申扶堵冉宰郦桑桂濮牛寿边燕冀浦尚农温"
          + "庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈廖庾居衡步耿满匡文寇广禄阙东殴沃蔚越夔隆师巩聂晁勾敖冷辛简饶沙养鞠丰关蒯查荆游竺权"
          + "逯盖益桓阿小曾于肖付闫覃涂方金])";

  /// What begins like a name and is none.
  private static final String NO_NAME =
      "(?!金[卡牌额]|白金|黄金|[白黄黑蓝红]色|高[中一二三]|小[白号区件朋票]|安[卓装全]|方[便式法]|关于|顾客|明[天细]|常|全|单|双[十1])";

  private static final String NUMBER_OF_DOOR =
      "[0-9A-Za-z一二三四五六七八九十百零*#-]{1,8}(?:号楼?|栋|幢|单元|室|座|层|楼|户)";

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("(?<it>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,})"),
          Pattern.compile(PersonalData.MOBILE.pattern().replace("<number>", "<it>")),
          Pattern.compile(PersonalData.CARD.pattern().replace("<number>", "<it>")),
          // Orders, parcels, cards, accounts: six digits say more than a price or a date.
          Pattern.compile("(?<![0-9a-zA-Z])(?<it>[a-zA-Z]{0,6}[0-9]{6,30})(?![0-9])"),
          Pattern.compile("(?<it>[A-Za-z]{0,6}[0-9](?:" + APART + "[0-9]){6,})"),
          Pattern.compile("(?<it>" + SPOKEN + "(?:" + APART + SPOKEN + "){4,})"),
          Pattern.compile("(?:尾号|后[三四五六]位|房间?号|门牌号?|室号)[是为:： ]*(?<it>[0-9]{3,5})"),
          Pattern.compile("(?i)(?:微信|vx|v信|wx|wechat|qq|支付宝)号?[是为:： ]*(?<it>[a-z0-9_.@-]{4,})"),
          Pattern.compile(
              "(?:姓名|名字|收件人|收货人|联系人|户名)(?:改成|改为|换成|[是为叫:： ])+"
                  + "(?!谁|什么|不|错|哪|怎)(?<it>[\\p{IsHan}A-Za-z·]{1,6})"),
          Pattern.compile(
              "(?:姓名|名字|收件人|收货人|联系人|户名)"
                  + NO_NAME
                  + "(?<it>"
                  + SURNAME
                  + "[\\p{IsHan}·]{1,2}|[A-Za-z]{2,12})"),
          Pattern.compile(
              "我(?:的名字)?[叫姓](?![了你您不的他她它们个什一]|客服|经理|快递|顺丰|人工)" + "(?<it>[\\p{IsHan}A-Za-z·]{1,4})"),
          Pattern.compile("我是" + NO_NAME + "(?<it>" + SURNAME + "[\\p{IsHan}·]{1,2})"),
          Pattern.compile("我是(?<it>[A-Z][a-z]+)"),
          Pattern.compile(
              "(?i)(?:my name is|i am|i'm|name:)\\s+(?<it>[\\p{L}'-]+(?:\\s+\\p{Lu}[\\p{L}'-]+)?)"),
          Pattern.compile(
              "(?<it>[\\p{IsHan}]{2,12}(?:省|市|自治区|区|县|镇|乡|街道|大道|路|街|巷|弄|村|小区|花园|公寓|大厦)"
                  + "[\\p{IsHan}A-Za-z0-9*#-]{0,30}?"
                  + NUMBER_OF_DOOR
                  + "(?:[\\p{IsHan}A-Za-z]{0,8}?"
                  + NUMBER_OF_DOOR
                  + ")*(?:-?[0-9]{1,5})?)"),
          Pattern.compile(
              "(?i)(?<it>\\d+\\s+[a-z' ]{2,40}\\b(?:street|st|road|rd|avenue|ave|lane|drive)\\b)"));

  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

  private Masking() {}

  /// Whether something was taken out.
  public static boolean isMasked(String text) {
    return text.contains(MASK);
  }

  public static String mask(String text) {
    var masked = UNSEEN.matcher(text).replaceAll("");
    for (var pattern : PATTERNS) {
      masked = without(masked, pattern.matcher(PersonalData.halfWidth(masked)));
    }
    return masked;
  }

  /// @param found in a text of the same length
  private static String without(String text, Matcher found) {
    var masked = new StringBuilder();
    int done = 0;
    while (found.find()) {
      masked.append(text, done, found.start("it")).append(MASK);
      done = found.end("it");
    }
    return done == 0 ? text : masked.append(text, done, text.length()).toString();
  }
}
