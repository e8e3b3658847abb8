package dev.kefu.insight;

import dev.kefu.account.StaffDirectory;
import dev.kefu.escalation.Forms;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What people call the keys of rows.
@Component
class Names {

  private static final Map<String, String> STAGES = Map.of("pre_sale", "售前", "after_sale", "售后");

  private static final Map<String, String> REASONS =
      Map.of(
          "no_match", "没有匹配的知识",
          "missing_product", "不知道是哪件商品",
          "missing_order", "不知道是哪个订单",
          "facts_failed", "店铺数据查不到",
          "sensitive", "涉及投诉、法律或安全",
          "small_talk", "没有提出问题");

  private final StaffDirectory staff;

  Names(StaffDirectory staff) {
    this.staff = staff;
  }

  /// Whoever may no longer sign in has no name here; articles bring theirs along.
  Map<String, String> of(Grouping by) {
    return switch (by) {
      case AGENT -> agents();
      case STAGE -> STAGES;
      case FORM -> forms();
      case REASON -> REASONS;
      case NONE, DAY, HOUR, TAG, ARTICLE -> Map.of();
    };
  }

  private static Map<String, String> forms() {
    var names = new HashMap<>(Forms.names());
    names.put(EscalationsReport.NO_FORM, "未定");
    return names;
  }

  private Map<String, String> agents() {
    var names = new HashMap<String, String>();
    staff.all().forEach(each -> names.put(each.id().value(), each.name()));
    return names;
  }
}
