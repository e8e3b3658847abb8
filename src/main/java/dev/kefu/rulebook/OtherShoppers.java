package dev.kefu.rulebook;

import java.util.List;

/// What another shopper lives at, is called or has bought.
final class OtherShoppers implements Check {

  private static final String OTHER =
      "(?:(?:上|前|刚才|另|那|别|其他|其它|隔壁|之前|旁边|同小区|楼上|楼下)[^。!?;\\n,、:]{0,4}?(?:买家|顾客|客户|客人|邻居|小区|女士|先生|小姐|姐|哥|人|位|单)"
          + "|邻居|别人|人家|(?<!其)[他她](?!们家)(?=的|家|住|手机|电话|地址|这|叫))";

  static final List<Turn> TURNS =
      List.of(
          Turn.blocked(
                  "K-OTHERS",
                  "privacy",
                  OTHER
                      + "[^。!?;\\n]{0,18}?(?:住(?!院)|住址|地址|电话|手机号?|收件人|收货人|身份证|聊天记录|订单发|姓名|叫\\S{2,3}|\\d+[幢栋号]|单元)",
                  "这是其他买家的信息：“%s”",
                  "请勿透露其他买家的任何信息")
              .unless(
                  "(?:不能|不可以|不便|不会|无法|没法|不方便|保护|隐私)|快递|网点|您(?:的)?(?:邻居|家人|朋友)(?:代|帮)?(?:签|收|取)|代收|能不能|吗|改成|朋友|家人|妈妈"),
          Turn.blocked(
                  "K-OTHERS",
                  "privacy",
                  "(?:别人|其他(?:买家|顾客)|别的(?:买家|顾客))的(?:订单|收件|包裹|地址|电话)|(?:买家|顾客|女士|先生|小姐)[^。!?;\\n,、:]{0,4}(?:住|家)[^。!?;\\n]{0,10}\\d+[号幢栋室]",
                  "这是其他买家的信息：“%s”",
                  "请勿透露其他买家的任何信息")
              .unless("不能|不可以|不便|不会|无法|保护|隐私"));

  @Override
  public List<Flag> look(Scene scene) {
    return Turn.look(scene, TURNS);
  }
}
