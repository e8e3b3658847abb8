package dev.kefu.rulebook;

import java.util.ArrayList;
import java.util.List;

/// Ways past the platform: another channel, another till, another shop, and secrets asked for.
final class Contacts implements Check {

  private static final String ADVICE = "请写“您在这个窗口说就可以，我一直在”，请勿引导站外联系";
  private static final String PAY = "请写“请在订单内付款，有保障”，请勿引导站外付款";

  /// 微信 as it is written to hide it.
  private static final String WECHAT = "[微薇威徽魏葳溦巍维][信芯心x]|v信|某信";

  private static final String CHANNEL =
      "(?:"
          + WECHAT
          + "|微(?![波笑调量弹小辣甜热火湿型信])|[薇徽](?![章标州])|vx|wx|v(?![a-z领字])|q(?![a-z弹版萌])|qq|扣扣|企鹅|秋秋|抠抠|球球|绿泡泡|公众号|企业微信|粉丝群|微信群|qq群|钉钉|飞书|抖音号|小红书号|whatsapp|telegram|微博)";

  static final List<Turn> TURNS =
      List.of(
          turn("(?:加|嘉|\\+|添加|关注|进|扫|搜一?下?|私聊|私信)(?:一下|一个|个|下|我们?|店里|客服|店长|咱们|的|您|你)*"
                  + CHANNEL
                  + "|(?<![a-z])v(?:我|一下|聊)|(?:进|加|拉)(?:您|你|我们|咱们|一下|个|的)*(?:福利|粉丝|会员|老客|优惠)?群(?!发|体)|(?<![a-z])jia(?:wx|vx|v|qq?)(?![a-z])")
              .unless("(?:请勿|不要|别|不会让)[^。]{0,6}(?:加|添加)"),
          turn(
              CHANNEL
                  + "(?:号码?|同号|账号|联系)[^。!?;\\n]{0,3}(?:是|多少|给|发|加|同|:|\\d|[a-z]|$)|"
                  + "(?:微信|qq|扣扣|企鹅|vx|wx)号?[^\\u4e00-\\u9fff]{0,2}[a-z0-9_-]{5,20}|(?:"
                  + WECHAT
                  + "|扣扣|企鹅|秋秋|抠抠|vx|wx|qq)(?:同号|联系|聊|细聊|加|私|说)|(?<![单型编货款批件流])号码?(?:是|:)?[a-z][a-z0-9_-]{4,19}"),
          turn("(?:留|报)(?:个|一下|我|下|您|你|一个|的|给)*(?:电话|手机号码?|联系方式|号码|邮箱)|给(?:我|个|您|你)(?:个|留)?(?:电话|手机号码?|联系方式)|要(?:个|您|你)(?:的)?(?:电话|手机号|联系方式)|(?:电话|手机号码?|联系方式)(?:给|发|留|报)(?:我|一下|下|个)"
                  + "|我(?:的|私人|个人)?(?:号|电话|手机|邮箱|号码)(?:是|:|号是)|私(?:下|底下)(?:聊|联系|加|说)|换个?(?:平台|地方|软件|app)聊|(?:打|拨)(?:我|这个)(?:的)?(?:手机|电话|私人|号)")
              .unless("姓名|来电|骗子|快递员|派件|收件人?|收货|下单时|地址|订单里|取件|不能|保护|400"),
          Turn.blocked(
              "K-OFFPAY",
              "banned",
              "(?:微信|支付宝|zfb|支付b|tb|银行卡|扫码|扫一扫|现金)(?!支付)[^。!?;\\n,、:]{0,3}(?:转账?|付款?|打款?|汇款?)(?:给|到)我"
                  + "|(?:微信|支付宝|zfb|支付b|tb|银行)(?:上)?转(?:账|我|给我)|(?:直接)?(?:打|转|汇)(?:到|给)我(?:的)?(?:卡|账|微信|支付宝)|(?:私下|线下|私底下|站外)(?:付|转|打(?![印包折])|交易|下单)"
                  + "|(?:银行)?卡号[^。!?;\\n]{0,3}(?:发|给|报)(?:给)?(?:我|一下)",
              "不能引导站外付款：“%s”",
              PAY),
          Turn.blocked(
              "K-SECRET",
              "banned",
              "(?:验证码|校验码|支付密码|登录密码|密码|身份证(?:照片|号码?|正反面)?)[^。!?;\\n,、:]{0,2}(?:发|告诉|说|报|给|截图?)(?:给)?(?:我|一下|下|过来)"
                  + "|把(?:验证码|密码|身份证)[^。!?;\\n,、:]{0,4}(?:发|给|告诉)(?!任何|别)",
              "不能索取“%s”",
              "请勿索取密码、验证码和证件"),
          turn("(?:拼多多|抖音|京东(?!快递|物流|白条)|快手|小红书|唯品会|得物|闲鱼|1688|别的平台|别的店|别家)[^。!?;\\n,、:]{0,6}(?:更便宜|便宜|买|下单|拍下)"
                  + "|(?:去|上|到)(?:拼多多|抖音|京东|快手|小红书|唯品会|闲鱼|1688|别的平台|别家)[^。!?;\\n,、:]{0,8}(?:买|下单|拍|搜)|绕(?:过|开)平台|走平台外")
              .unless("一样|不清楚|不了解|不好比"));

  private static final Links LINKS = new Links();

  private static Turn turn(String said) {
    return Turn.blocked("K-OFFSITE", "banned", said, "不能引导站外联系：“%s”", ADVICE);
  }

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<>(Turn.look(scene, TURNS));
    flags.addAll(LINKS.look(scene));
    return flags;
  }
}
