package dev.kefu.rulebook;

import java.util.List;

/// What an agent promises in English: few shoppers are answered so, and no promise is free in
/// another language. Sums are read with all others; this is what names none.
///
/// Written for the tight text, which has neither blanks nor apostrophes.
final class EnglishPromises implements Check {

  private static final String SOFT =
      "usually|normally|generally|typically|about|around|estimated|expected|should|try|hope|if(?:you|the|it|we)|once|depends|accordingto|subjectto|[?]";

  private static final String REFUSED =
      "cannot|cant|couldnt|unable|wont|willnot|notable|notpossible|dont(?!worry|mind)|doesnt|nolonger|not(?:be)?(?:guarantee|promise)";

  private static final String SOON =
      "(?:today|tonight|tomorrow|(?:on|by|before|this)(?:mon|tues|wednes|thurs|fri|satur|sun)day|in(?:side)?\\d{1,3}(?:hours?|days?)|within\\d{1,3}(?:hours?|days?))";

  private static final String MOVES =
      "(?:arrive|ship|beshipped|bedelivered|bethere|deliver|reachyou|getit|receiveit|sendit(?:out)?|goout|dispatch(?:it)?)";

  static final List<Turn> TURNS =
      List.of(
          turn(
                  "K-FREE",
                  "money",
                  "(?:full|half|partial|100%|50%)refund|refund(?:you|it|u)(?:in)?(?:full|half|everything|themoney|theshipping)|moneyback|compensateyou(?!\\d)"
                      + "|(?:cover|payfor|reimburse)(?:all)?(?:the|your|any)?(?:cost|loss|bill|repair|damage|cleaning|medical)|double(?:the)?(?:refund|compensation)|(?:is|be|its|get(?:it)?|have(?:it)?|keepit)(?:for)?free(?:ofcharge)?(?=$|[.。!,;])|onthehouse|freegift|extragift",
                  "承诺了“%s”，还没有登记",
                  "请从补偿面板按规则发起，不要在聊天里先许诺")
              .unless("apply|review|original|cancel|return(?:ed|ing)?|received|policy")
              .asking("compensation"),
          turn(
                  "K-DISCOUNT",
                  "discount",
                  "(?:give|offer|get|make|do|for)(?:it)?(?:to|for)?you[a-z]{0,12}(?:\\d{1,2}%off|discount|halfprice|lowerprice|betterprice)|\\d{1,2}%off(?:just)?foryou|halfpriceforyou",
                  "“%s”超出您的权限",
                  "请引用正在进行的活动，或申请改价")
              .asking("discount"),
          turn(
              "K-TIME",
              "time",
              "(?:definitely|forsure|guarantee[ds]?|promise|certainly|surely|100%)[a-z]{0,20}?"
                  + MOVES
                  + "|"
                  + MOVES
                  + "[a-z]{0,20}?(?:forsure|definitely|guaranteed|100%)|(?:will|ll)"
                  + MOVES
                  + "[a-z]{0,12}?"
                  + SOON,
              "时间不由我们决定，不能说“%s”",
              "请写“一般1至3天送达，以物流为准”，或引用截单时间与最晚发货时间"),
          turn(
                  "K-AREA",
                  "area",
                  "freeshipping(?:foryou|toyou|everywhere|worldwide)|(?:we|i)(?:ll|will)?(?:pay|cover)(?:the|your)?(?:shipping|postage|freight)|noshippingfee(?:foryou)?",
                  "超出运费和配送规则：“%s”",
                  "请写“运费以结算页为准，偏远地区不参加包邮”，免运费须主管批准")
              .asking("compensation"),
          turn(
              "K-QUALITY",
              "goods",
              "(?:guarantee|promise|definitely|100%|never|wontever)[a-z]{0,16}?(?:fade|shrink|break|pill|rust|leak|crack|wearout|cheaper)|(?:lifetime|forever|unlimited)(?:warranty|guarantee|replacement|return)",
              "不能保证“%s”",
              "请写“有问题签收后联系我们，按售后规则处理”"),
          turn(
              "K-RESERVE",
              "goods",
              "(?:reserve|hold|keep|save)(?:one|it|this|a(?:piece|pair))(?:for|aside)(?:you)?",
              "店铺不预留库存：“%s”",
              "请写“店铺不预留库存，以付款成功为准”"),
          turn(
              "K-OFFSITE",
              "banned",
              "(?:add|contact|message|text|reach)(?:me|us)(?:on|via|at|by)(?:my)?(?:wechat|whatsapp|line|telegram|qq|instagram|facebook)|my(?:wechat|whatsapp|phone|number|telegram)(?:is|:)|(?:pay|transfer)(?:me|us)(?:directly|via|by|on|through)",
              "不能引导站外联系：“%s”",
              "请写“您在这个窗口说就可以，我一直在”，请勿引导站外联系"));

  private static Turn turn(String rule, String kind, String said, String why, String advice) {
    return Turn.blocked(rule, kind, said, why, advice).unless(REFUSED + "|" + SOFT);
  }

  @Override
  public List<Flag> look(Scene scene) {
    return Turn.look(scene, TURNS);
  }
}
