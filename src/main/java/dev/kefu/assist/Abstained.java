package dev.kefu.assist;

/// Why nothing certain is suggested, and what to do instead.
///
/// @param reason `no_match missing_product missing_order facts_failed contradictory sensitive
///   small_talk`
/// @param next `record_gap ask_product ask_order retry report escalate none`
/// @param text both in words, for people
public record Abstained(String reason, String next, String text) {

  static final Abstained NO_MATCH = new Abstained("no_match", "record_gap", "没有匹配的知识，可记为缺口");
  static final Abstained MISSING_PRODUCT =
      new Abstained("missing_product", "ask_product", "还不知道问的是哪件商品，请买家发商品");
  static final Abstained MISSING_ORDER =
      new Abstained("missing_order", "ask_order", "还不知道问的是哪个订单，请买家登录并选择订单");
  static final Abstained FACTS_FAILED =
      new Abstained("facts_failed", "retry", "店铺数据暂时查不到，请稍后刷新，先用兜底说法");
  static final Abstained CONTRADICTORY =
      new Abstained("contradictory", "report", "资料互相矛盾，请核对后再回复，并反馈给知识负责人");
  static final Abstained SENSITIVE =
      new Abstained("sensitive", "escalate", "涉及投诉、法律或安全，请升级给主管，先安抚买家");
  static final Abstained SMALL_TALK = new Abstained("small_talk", "none", "买家没有提出问题");
}
