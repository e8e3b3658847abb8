package dev.kefu.insight;

import java.util.Map;
import java.util.Objects;

/// The figures' names on a sheet.
final class Headings {

  private static final Map<String, String> GROUPS =
      Map.of(
          "none", "范围",
          "agent", "客服",
          "stage", "阶段",
          "day", "日期",
          "hour", "时段",
          "tag", "评价标签",
          "reason", "原因",
          "article", "知识条目",
          "form", "补偿方式");

  private static final Map<String, String> FIGURES =
      Map.ofEntries(
          Map.entry("visits", "咨询次数"),
          Map.entry("shoppers", "咨询人数"),
          Map.entry("answered_visits", "已回复咨询"),
          Map.entry("served_shoppers", "接待人数"),
          Map.entry("answered_rate", "回复率(%)"),
          Map.entry("transferred_visits", "转接咨询"),
          Map.entry("transferred_rate", "转接率(%)"),
          Map.entry("closed_visits", "已结束咨询"),
          Map.entry("first_reply_avg_ms", "首次响应平均(秒)"),
          Map.entry("first_reply_p50_ms", "首次响应中位(秒)"),
          Map.entry("first_reply_p90_ms", "首次响应P90(秒)"),
          Map.entry("rounds", "对话轮次"),
          Map.entry("answered_rounds", "已回复轮次"),
          Map.entry("waiting_rounds", "等待回复"),
          Map.entry("left_rounds", "未回复即结束"),
          Map.entry("reply_avg_ms", "平均响应(秒)"),
          Map.entry("reply_p50_ms", "响应中位(秒)"),
          Map.entry("reply_p90_ms", "响应P90(秒)"),
          Map.entry("daytime_rounds", "8-23点轮次"),
          Map.entry("in_3_min_rounds", "3分钟内回复"),
          Map.entry("in_3_min_rate", "3分钟回复率(%)"),
          Map.entry("shopper_messages", "买家消息"),
          Map.entry("staff_messages", "客服消息"),
          Map.entry("staff_per_shopper_message", "答问比"),
          Map.entry("overrides", "提醒后仍发送"),
          Map.entry("overrides_checked", "已核实"),
          Map.entry("overrides_on_page", "页面如此"),
          Map.entry("overrides_supervisor_agreed", "主管同意"),
          Map.entry("judged_right", "抽检得当"),
          Map.entry("judged_wrong", "抽检不当"),
          Map.entry("ratings", "评价数"),
          Map.entry("satisfied", "满意"),
          Map.entry("satisfied_rate", "满意率(%)"),
          Map.entry("score_avg", "平均分"),
          Map.entry("score_1", "1分"),
          Map.entry("score_2", "2分"),
          Map.entry("score_3", "3分"),
          Map.entry("score_4", "4分"),
          Map.entry("score_5", "5分"),
          Map.entry("suggested_rounds", "检索轮次"),
          Map.entry("abstained_rounds", "弃答轮次"),
          Map.entry("abstained_rate", "弃答率(%)"),
          Map.entry("shown", "有推荐"),
          Map.entry("used_as_is", "原样采纳"),
          Map.entry("used_edited", "修改采纳"),
          Map.entry("used_rewritten", "改写"),
          Map.entry("ignored", "未采纳"),
          Map.entry("used_rate", "采纳率(%)"),
          Map.entry("marked_wrong", "客服指出有误"),
          Map.entry("marked_wrong_rate", "有误率(%)"),
          Map.entry("cases", "案件数"),
          Map.entry("granted_alone", "权限内直接补偿"),
          Map.entry("approved", "通过"),
          Map.entry("changed", "改额通过"),
          Map.entry("rejected", "驳回"),
          Map.entry("cancelled", "撤回"),
          Map.entry("pending", "待裁决"),
          Map.entry("approved_rate", "通过率(%)"),
          Map.entry("decision_avg_ms", "裁决平均(秒)"),
          Map.entry("decision_p50_ms", "裁决中位(秒)"),
          Map.entry("decision_p90_ms", "裁决P90(秒)"),
          Map.entry("grants", "补偿笔数"),
          Map.entry("granted_fen", "补偿金额(元)"));

  private Headings() {}

  static String group(String by) {
    return Objects.requireNonNull(GROUPS.get(by), by);
  }

  static String of(String figure) {
    return Objects.requireNonNull(FIGURES.get(figure), figure);
  }
}
