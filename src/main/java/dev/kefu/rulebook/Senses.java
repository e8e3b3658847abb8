package dev.kefu.rulebook;

import dev.kefu.rulebook.Said.Sense;
import java.util.regex.Pattern;

/// Tells by the words around a sum what is said with it.
///
/// The patterns are tried in the order of [Sense]; what none fits is harmless. `corpus.tsv` beside
/// the tests holds the sentences that made them.
final class Senses {

  private static final String YOU = "(?:您|你|亲)";

  /// 满199减20, 100元以上: what has to be reached, and what the shop's own promotion gives for it.
  private static final Pattern THRESHOLD_BEFORE =
      Pattern.compile(
          "(?:满|超过|超|不足|低于|达到|高于|大于|小于|不到|不满|差)$"
              + "|满(?![^,。、]*(?:我给|给您|给你))[^,。、]{0,12}(?:减|立减|返|送|省|打|可减|再减|优惠|抵)$");

  private static final Pattern THRESHOLD_AFTER =
      Pattern.compile("^(?:以上|起|以内免|门槛|就?包邮|即可|可用|可抵|及以上)");

  /// Said without a unit it is money only when nothing it could count follows.
  private static final Pattern NOTHING_COUNTED =
      Pattern.compile(
          "^(?:$|[。!?;\\n,、]|米(?:$|[。!?,])|整|给|拿走|拿下|带走|包邮|一(?:条|件|套|双)|/(?:条|件)|过去|作|当|吧|哈|哦|呢|了|啦|好|可以|行|左右|的?(?:红包|优惠|券|补偿|差价|现金)|来|以|怎|咋|行[不吗么]|成[不吗么]|如何|"
              + YOU
              + ")");

  private static final Pattern MONEY_AFTER = Pattern.compile("^的?(?:红包|券|优惠券|代金券|无门槛|补偿|差价|现金)");

  /// Words by which the shop gives. 补发, 退货, 返修 and their like move goods.
  private static final String GIVE =
      "补偿金?|折现|赔偿金?|赔付|赔|补贴|补差价?|补(?![发寄拍货单票开充录水妆光救丁习])|退还|退款|退差价?|退(?![货换件订单出])"
          + "|返还|返现|返差价?|返(?![修工厂校货回程])|打款|转账|报销|减免|小额打款|buchang|peichang|fanxian|hongbao"
          + "|refund(?:you|u)?|compensate(?:you|u)?|reimburse(?:you|u)?|payback|(?:give|send|pay|transfer|offer)(?:you|u)(?:back)?";

  private static final Pattern GIVES =
      Pattern.compile(
          "(?<verb>" + GIVE + ")(?<fill>(?:(?!" + GIVE + ")[^。!?;\\n,、\\d]){0,8})[,:]?$");

  /// 给您50元, 发您20块红包.
  private static final Pattern HANDS =
      Pattern.compile(
          "(?<verb>给|发|送|转|打|赠|塞|包|转给|打给|发给|送给)" + YOU + "(?:们)?(?<fill>[^。!?;\\n,、\\d]{0,8})$");

  /// 给您转200, 转您88: by these verbs a bare number is money.
  private static final Pattern PAYS =
      Pattern.compile("(?:转|打|汇|退|补|赔|返)(?:账|款)?(?:个|了|给)?(?:" + YOU + ")?$");

  /// 转过去100.
  private static final Pattern SENDS =
      Pattern.compile("(?<![拨运周旋])(?:转|打|汇)(?:账|款)?(?:了)?(?:过去|过来)(?:个|了)?$");

  /// 红包20, 优惠券20元.
  private static final Pattern NAMED =
      Pattern.compile("(?<verb>红包|代金券|现金券|优惠券|无门槛券|抵扣券|抵用券|券)(?:是|为|一个|一张|给" + YOU + "|:)?$");

  /// 50元补偿给您, 这20退给您, 20元红包.
  private static final Pattern GIVEN =
      Pattern.compile(
          "^(?:的|钱|当作|当|作为|作|以)?[^。!?;\\n,、\\d]{0,6}?(?<verb>补偿|赔偿|赔付|赔给|赔"
              + YOU
              + "|给"
              + YOU
              + "[打转退返补发]|补给|补"
              + YOU
              + "|退给|退"
              + YOU
              + "|退回|退还|返给|返"
              + YOU
              + "|返还|返现|打给|转给|发给|打到|转到|退到|退掉|退了(?!没)|打款|红包|现金券|代金券|优惠券|无门槛券|抵扣券|券)");

  private static final Pattern WE_PAY =
      Pattern.compile(
          "^[^。!?;\\n,、\\d]{0,6}(?:我们|我|店里|本店|这边|商家|店铺)(?:来|全部|全|这边|给您)?(?:承担|出|报销|负责|付)");

  private static final Pattern COUPON = Pattern.compile("红包|券");

  private static final Pattern HANDED_OVER =
      Pattern.compile(
          "(?:给|送|发|补|赠|返|退|赔|塞|包)(?:给|了|过)?"
              + YOU
              + "|"
              + YOU
              + "(?:的)?(?:补偿|赔偿)|[发打转退](?:过去|出去|了)");

  /// Coupons of the shop's own campaigns, which everybody may take.
  private static final Pattern CAMPAIGN =
      Pattern.compile("领|满|活动|页面|店铺首页|首页|会员日|签到|抽|平台|直播|可用|叠加|新人|大促|国补|入会");

  /// After 给您 these ask or tell; they do not give.
  private static final Pattern NOT_GIVING =
      Pattern.compile("看|推荐|介绍|查|选|备注|核|确认|解释|链接|价|卖|便宜|减|少|优惠|打折|算|改|按|做到|拍|运费|邮费|发货|满|省|免|让|抹|降");

  private static final Pattern THING_AFTER =
      Pattern.compile("^的(?!红包|券|优惠券|代金券|补偿|现金|差价|无门槛|赔|退|打款|抵)");

  /// 您补20元运费, 需补差价, 麻烦拍下补20: the shopper pays.
  private static final Pattern SHOPPER_PAYS =
      Pattern.compile(
          "(?:(?<!给|帮|为|替|跟|向|把|请)"
              + YOU
              + "(?:那边|这边|自己|需要|需|要|再|先|另外|额外|只需|得|拍下|付款|可以|可|还)*"
              + "|(?:需要|需|要|得|请|麻烦|自行|自费|只需|应|拍下|拍|下单)"
              + YOU
              + "?(?:再|先|自己|另外|额外|付款|支付)*)$");

  private static final Pattern SHOPPER_BEARS =
      Pattern.compile("自理|由" + YOU + "|" + YOU + "(?:承担|出|付|支付|自付|需)|自付|自费|需要?" + YOU);

  private static final Pattern SHOPPER_SAID =
      Pattern.compile(
          "(?:您|你|亲|买家|客户|顾客)(?:这边|那边|是|刚才|之前)*(?:要求|希望|想要|想|期望|提出|主张|诉求|说的?|反馈|问的?|提到的?)"
              + "|是(?:不是)?(?:要求|希望|想要|想)|请问");

  private static final Pattern AGREED =
      Pattern.compile("没问题|可以的|同意|批准|通过|满足" + YOU + "|好的|给" + YOU + "|安排|处理好|答应");

  private static final Pattern ASKS_FOR_IT =
      Pattern.compile("(?:申请|请示|争取|上报|反馈|请求|提交|登记)(?!到|好|下来|成功|通过|完)");

  private static final Pattern UP_TO_OTHERS =
      Pattern.compile(
          "(?:需要?|要|得|等|待|由|看)[^,。]{0,6}(?:主管|店长|上级|领导|经理|审核|审批|批准|同意|核实|财务)|(?:主管|店长|上级)(?:审|批|核|决定)");

  private static final Pattern SURE = Pattern.compile("到账|肯定|一定|保证|放心|批下来|没问题|马上|立刻|立即");

  /// Somebody else's money, or a rule told as a rule.
  private static final Pattern NOT_OURS =
      Pattern.compile("运费险|保险|保价|标准|规则|政策|花呗|支付宝红包|平台赔|快递赔|快递公司赔");

  private static final Pattern AFTER_THAT = Pattern.compile("后|的话|如果|若是|倘若|假如|时间|流程|进度|周期|申请");

  private static final Pattern OF_SHIPPING =
      Pattern.compile("(?:运费|邮费|快递费|物流费|首重|续重|手续费|定金|押金|安装费|配送费|上门费|服务费|每公斤|每增加)[^,。]{0,8}$");

  private static final Pattern SHIPPING_AFTER = Pattern.compile("^的?(?:运费|邮费|快递费|物流费|手续费|定金|押金)");

  private static final Pattern REFUND = Pattern.compile("退款|退还|返还|退|原路|refund");

  private static final Pattern IN_COURSE =
      Pattern.compile(
          "申请|审核|原路|退货|已|订单|取消|全额|全款|拒收|收到货|收到退|寄回|签收|处理|到账|工作日|refundof|return|order|cancel|original|process");

  private static final Pattern CUTS =
      Pattern.compile(
          "(?<verb>便宜|优惠|少收|少算|少付|少|立减|直降|减免|减|让利|让|抹掉|抹|免掉|省|砍|降价|降|抵扣|抵)"
              + "(?:"
              + YOU
              + "|到|了|个|掉|价)?(?:您|你)?$");

  private static final Pattern OFFERS =
      Pattern.compile(
          "(?:(?:给|帮|为|按|算|收)"
              + YOU
              + "(?:们)?[^。!?;\\n,、\\d]{0,4}(?:算|按|做到|改成|改到|改为|按|只要|只收|收|卖|最低|特价)"
              + "|改价(?:到|成|为)?|改成|改到|卖(?:给)?"
              + YOU
              + "|(?:一共|总共|合计|全部|打包)(?:才|只|就)?(?:给|收|算)"
              + YOU
              + "?|(?:只|就)?收"
              + YOU
              + "|最低(?:可以)?(?:给"
              + YOU
              + ")?|底价|(?:给|按)"
              + YOU
              + ")$");

  private static final Pattern PRICED =
      Pattern.compile(
          "(?:价格?|价钱|售价|现在|今天|只剩|只要|仅需|仅|只需|只卖|卖|到手|现在是|现价|单价|一口价|拍下|实付|付款|合计|一共|总共|总价"
              + "|这件|这款|这条|那条|那件|那款|[一二两三]条|裙子|连衣裙|该款|此款|这个|这套|这双|它|宝贝|商品|单件|一件|一套|一双|一个|一只|一条|一瓶|一盒|每件|每个|两件|三件|标价)"
              + "[^。!?;\\n,、\\d]{0,6}$");

  /// A price by these words alone, without a unit.
  private static final Pattern PRICE_BARE =
      Pattern.compile(
          "(?:现价|价格|售价|到手价?|一口价|单价|特价|活动价|只要|卖价?|老客价|成交价?)(?:现在|今天)?(?:是|为|才|只|就)?$|(?:[件条款个]|裙子)[^。!?;\\n,、]{0,2}(?:才|只要|只卖|只)$");

  private static final Pattern PIECE_AFTER = Pattern.compile("^(?:/|一)(?:件|套|双|条)");

  private static final Pattern PRICED_AFTER =
      Pattern.compile(
          "^(?:/|一|每)(?:件|套|双|条|个|瓶|盒|包|只|张|台|把)|^(?:就能|就可以|可以|即可)?(?:拿下|带走|到手|入手|包邮到家)");

  /// 按100元给您.
  private static final Pattern OFFERS_AFTER = Pattern.compile("^(?:给|卖给?|成交给?)" + YOU);

  /// 110元卖您.
  private static final Pattern SOLD_AFTER =
      Pattern.compile(
          "^(?:卖|成交)(?:给)?"
              + YOU
              + "|^(?:包邮)?给"
              + YOU
              + "(?:$|[。!?;\\n,、])|^(?:就)?(?:能|可以)?(?:拿走|拿下|带走)|^成交");

  /// Said of what has been: nothing new is promised by it.
  private static final Pattern LONG_AGO =
      Pattern.compile("(?:上次|上回|之前|以前|上个月|去年|那次|早就|显示)[^。!?;\\n,、]{0,12}$");

  /// Prices of another time or another shop.
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "原价|吊牌|划线|市场价|专柜|之前|原来|昨天|上次|平时|以前|当时|曾经|没卖|不卖|从来没|别家|其他店|京东|淘宝|拼多多|天猫|直播间|差价|预算|起步");

  private Senses() {}

  static Sense of(Amount amount, Around around) {
    if (isThreshold(around) || !isMoney(amount, around)) {
      return Sense.OTHER;
    }
    if (isOffer(around)) {
      return Sense.OFFER;
    }
    if (isGiven(amount, around)) {
      return isRefund(around) ? Sense.REFUND : Sense.PROMISE;
    }
    if (isCut(around)) {
      return Sense.CUT;
    }
    return isPrice(amount, around) ? Sense.PRICE : Sense.OTHER;
  }

  private static boolean isThreshold(Around around) {
    return THRESHOLD_BEFORE.matcher(around.clauseBefore()).find()
        || THRESHOLD_AFTER.matcher(around.clauseAfter()).find();
  }

  private static boolean isMoney(Amount amount, Around around) {
    return amount.stated()
        || (amount.to() - amount.from() >= 2 && NOTHING_COUNTED.matcher(around.after()).find());
  }

  private static boolean isOffer(Around around) {
    if (SOLD_AFTER.matcher(around.clauseAfter()).find()
        || (around.clauseBefore().endsWith("按")
            && OFFERS_AFTER.matcher(around.clauseAfter()).find())) {
      return true;
    }
    var offers = OFFERS.matcher(around.clauseBefore());
    return offers.find()
        && !Negation.denies(around.clauseBefore().substring(0, offers.start()))
        && !(offers.group().matches("(?:给|按)" + YOU) && isBareGift(around));
  }

  /// 给您50元 gives; 给您100元的价格 and 按您100 make a price.
  private static boolean isBareGift(Around around) {
    return !around.clauseAfter().matches("^(?:的)?(?:价|一件|/件|每件|包邮|拿|带走|成交).*");
  }

  private static boolean isGiven(Amount amount, Around around) {
    return (givenBefore(amount, around) || givenAfter(amount, around))
        && !LONG_AGO.matcher(around.clauseBefore()).find()
        && !isOthers(around)
        && !isOnlyAsked(around);
  }

  private static boolean givenBefore(Amount amount, Around around) {
    var gives = GIVES.matcher(around.before());
    if (gives.find()) {
      return really(
          around.before().substring(0, gives.start()),
          gives.group("verb"),
          gives.group("fill"),
          around);
    }
    var hands = HANDS.matcher(around.clauseBefore());
    if (hands.find()) {
      return (amount.stated()
              || MONEY_AFTER.matcher(around.clauseAfter()).find()
              || PAYS.matcher(hands.group()).find())
          && !NOT_GIVING.matcher(hands.group("fill")).find()
          && !THING_AFTER.matcher(around.clauseAfter()).find()
          && !Negation.denies(around.clauseBefore().substring(0, hands.start()));
    }
    var sends = SENDS.matcher(around.clauseBefore());
    if (sends.find()) {
      var before = around.clauseBefore().substring(0, sends.start());
      return !SHOPPER_PAYS.matcher(before).find() && !Negation.denies(before);
    }
    var named = NAMED.matcher(around.clauseBefore());
    return named.find()
        && !CAMPAIGN.matcher(around.sentence()).find()
        && !Negation.denies(around.clauseBefore().substring(0, named.start()))
        && (named.group("verb").equals("红包") || HANDED_OVER.matcher(around.sentence()).find());
  }

  private static boolean really(String before, String verb, String fill, Around around) {
    var shopperPays =
        (verb.startsWith("补差") || "补".equals(verb) || "转账".equals(verb) || "打款".equals(verb))
            && !fill.matches("^(?:给)?" + YOU + ".*")
            && SHOPPER_PAYS.matcher(before).find();
    return !shopperPays
        && !AFTER_THAT.matcher(fill).find()
        && !SHOPPER_BEARS.matcher(fill + around.clauseAfter()).find()
        && !Negation.denies(before);
  }

  private static boolean givenAfter(Amount amount, Around around) {
    if (WE_PAY.matcher(around.clauseAfter()).find()) {
      return true;
    }
    var given = GIVEN.matcher(around.clauseAfter());
    if (!given.find() || (!amount.stated() && !given.group("verb").matches(".*" + YOU))) {
      return false;
    }
    var between = around.clauseAfter().substring(0, given.start("verb"));
    var coupon = COUPON.matcher(given.group("verb")).find();
    return !Negation.denies(between)
        && !Negation.denies(around.clauseBefore())
        && (!coupon
            || (HANDED_OVER.matcher(around.sentence()).find()
                && !CAMPAIGN.matcher(around.sentence()).find()));
  }

  private static boolean isOthers(Around around) {
    if (NOT_OURS.matcher(around.clauseBefore() + around.clauseAfter()).find()) {
      return true;
    }
    return SHOPPER_SAID.matcher(around.clauseBefore()).find()
        && !AGREED.matcher(around.after()).find();
  }

  /// 我帮您申请50元补偿，等主管审核: true, and no promise.
  private static boolean isOnlyAsked(Around around) {
    var asked =
        ASKS_FOR_IT.matcher(around.clauseBefore()).find()
            || UP_TO_OTHERS.matcher(around.sentence()).find();
    return asked && !SURE.matcher(around.sentence()).find();
  }

  private static boolean isRefund(Around around) {
    return REFUND.matcher(around.clauseBefore() + around.clauseAfter()).find()
        && IN_COURSE.matcher(around.sentence()).find();
  }

  private static boolean isCut(Around around) {
    var cuts = CUTS.matcher(around.clauseBefore());
    return cuts.find()
        && !Negation.denies(around.clauseBefore().substring(0, cuts.start()))
        && !isOthers(around)
        && !isOnlyAsked(around);
  }

  private static boolean isPrice(Amount amount, Around around) {
    var told =
        PRICE_BARE.matcher(around.clauseBefore()).find()
            || PIECE_AFTER.matcher(around.clauseAfter()).find();
    return (amount.stated() || told)
        && !OF_SHIPPING.matcher(around.clauseBefore()).find()
        && !SHIPPING_AFTER.matcher(around.clauseAfter()).find()
        && !ELSEWHERE.matcher(around.clauseBefore()).find()
        && !SHOPPER_SAID.matcher(around.clauseBefore()).find()
        && !GIVES.matcher(around.before()).find()
        && !GIVEN.matcher(around.clauseAfter()).find()
        && (PRICED.matcher(around.clauseBefore()).find()
            || PRICED_AFTER.matcher(around.clauseAfter()).find());
  }
}
