package dev.kefu.rulebook;

import java.util.List;

/// Money without a sum: the whole of it, a share of it, what somebody's mishap cost.
final class FreePromises implements Check {

  private static final String YOU = "(?:您|你|亲)";
  private static final String ADVICE = "请从补偿面板按规则发起，不要在聊天里先许诺";

  static final List<Turn> TURNS =
      List.of(
          turn(
              "(?:给|帮)?"
                  + YOU
                  + "?免(?:您|你)?(?:了)?这?单|这?[单件次][^。!?;\\n,、:]{0,2}(?:免费|白)送|白送"
                  + "|免费送"
                  + YOU
                  + "|不收(?:"
                  + YOU
                  + "的?)?(?:钱|费用|一分)|分文不(?:取|收)|不要"
                  + YOU
                  + "的?钱"),
          turn("(?:退|赔|补|返)(?:给)?(?:"
                  + YOU
                  + ")?(?:一半|一大半|大半|[一二三四五六七八九两]成|百分之[一二三四五六七八九十百零]+|\\d{1,3}%|全部|全款)"
                  + "|(?:全额?|全部|全款|钱)(?:都|全|直接|马上)*(?:退|赔|返)(?:给)?"
                  + YOU
                  + "|全额赔")
              .unless("审核|原路|寄回|退货后|收到(?:货|退|您)|签收后|取消|拒收|拒签|未发货|没发货|丢件|规则|定金|尾款|%棉"),
          turn(
              "(?:医药|医疗|住院|检查|干洗|清洗|误工|维修|精神损失|治疗|洗衣|打车)费[^。!?;\\n]{0,6}?(?:我们|我|店里|店铺|商家|全部|全)[^。!?;\\n]{0,4}(?:出|付|赔|承担|报销|负责)"
                  + "|(?:损失|亏)(?:多少|的)[^。!?;\\n]{0,4}(?:都|我们|给)[^。!?;\\n]{0,4}(?:赔|补)"
                  + "|差多少[^。!?;\\n]{0,4}补|多少我们?都?(?:赔|补)"
                  + "|(?:赔|退|补)(?:给)?"
                  + YOU
                  + "[^。!?;\\n,、:\\d]{0,4}(?:的钱|货款|差额)|(?:这|那)?个?(?:钱|费用|损失)[^。!?;\\n,、:]{0,2}(?:我们|我|店里)来?(?:出|承担|赔|付)"),
          turn(
              "(?:给|送|补|赔|加|发|返)(?:给|偿)?"
                  + YOU
                  + "?[^。!?;\\n,、:]{0,3}\\d{2,6}(?:个|点)?积分|积分(?:给|补|送)"
                  + YOU
                  + "?\\d+"),
          turn("(?<!\\d)(\\d{2,5})(?:元|块)?就\\1(?:元|块)?"),
          turn(
              "(?:[二两双三四五六七八九十百]|\\d+)倍(?:的)?(?:赔|返|退)|坏一?赔[一二两三四五六七八九十\\d]|(?:按)?(?:[双三两十])倍(?:给|退)"),
          turn(
              "(?:不用|无需|不需要?|免)(?:您|你)?(?:退货|寄回|退回)[^。!?;\\n]{0,8}(?:退|赔)|货(?:就)?送"
                  + YOU
                  + "|(?:仅退款|只退款)(?:给|处理|帮)|东西"
                  + YOU
                  + "?留着"));

  private static Turn turn(String said) {
    return Turn.blocked("K-FREE", "money", said, "承诺了“%s”，还没有登记", ADVICE).asking("compensation");
  }

  @Override
  public List<Flag> look(Scene scene) {
    var flags = Turn.look(scene, TURNS);
    // Asked last: it is a look into the store, and hardly any reply promises anything.
    return flags.isEmpty() || scene.draft().settled().grantedFen() > 0 ? List.of() : flags;
  }
}
