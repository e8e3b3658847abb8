package dev.kefu.rulebook;

import java.util.List;

/// Law, injury, the press, complaints: what an agent says here can cost more than any order, so a
/// supervisor says it.
final class LegalTalk implements Check {

  private static final String AUTHORITY =
      "(?:12315|12345|工商|消协|消费者协会|市场监管|法院|律师|媒体|记者|曝光|投诉|举报|起诉|告(?![诉知别])|官司|打官司|平台介入|小二|仲裁|差评)";

  static final List<Turn> TURNS =
      List.of(
          turn(
              "(?:(?:您|你)?(?:去|(?<![天])尽管|随便|随时|爱|有本事|要告就)(?:找|打|去|您|你|上)?[^。!?;\\n,、:]{0,3}"
                  + AUTHORITY
                  + "|"
                  + AUTHORITY
                  + "(?:我们|您|你|去)?(?:吧|啊|好了|呗|随便|尽管|随您|随你))"),
          turn(
              AUTHORITY
                  + "[^。!?;\\n]{0,6}(?:没用(?![过到热])|没有用(?![过到热])|不怕|无所谓|也没|赢|奉陪)|(?:不怕|奉陪|无所谓)[^。!?;\\n,、:]{0,6}(?:"
                  + AUTHORITY
                  + "|到底)"),
          turn("律师(?:函|信|寒|涵)|走?法律(?:程序|途径|手段)|法(?:庭|院)(?:上)?见"),
          turn(
              "(?:撤|取消|删|撤销|撤掉|撤回)(?:了|掉|销|回|下|一下)?(?:投诉|维权|申诉|举报|诉讼|诉)[^。!?;\\n]{0,8}(?:就|给|都|退|赔|补|好说|好商量|再)"
                  + "|(?:投诉|维权|申诉|举报)[^。!?;\\n,、:]{0,3}(?:撤|取消|删)[^。!?;\\n]{0,8}(?:就|给|都|退|赔|补|好说|好商量|再)"),
          turn(
              "(?:过敏|受伤|划伤|割伤|烫伤|摔|孩子|身体|皮肤|起疹|红肿|中毒)[^。!?;\\n]{0,10}(?:不负责|(?:没|无)关系|没看好|自己(?:的)?(?:体质|问题|原因|不小心)|活该|不归|不赔|不承担)"
                  + "|体质(?:的)?问题[^。!?;\\n]{0,6}(?:不|没)"),
          turn(
              "(?:负|承担)全(?:部)?责任?|我们(?:确实)?(?:是)?违(?:法|规|反)|(?:承认|确实)[^。!?;\\n,、:]{0,6}(?:违法|(?:有)?安全(?:问题|隐患)|有毒|假货|质量不合格)"));

  private static Turn turn(String said) {
    return Turn.blocked(
            "K-LEGAL", "legal", said, "涉及法律、人身或投诉：“%s”", "请写“很抱歉给您带来不便，我已请主管跟进，会尽快在这里联系您”，由主管回复")
        .unless("规则|快递|保险|物流|您有[^。]{0,4}(?:权利|投诉)|请联系")
        .asking("complaint");
  }

  @Override
  public List<Flag> look(Scene scene) {
    return Turn.look(scene, TURNS);
  }
}
