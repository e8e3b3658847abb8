package dev.kefu.desk;

import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Slot;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the facts of a reply once more before it goes out: what an agent saw a minute ago may no
/// longer be true.
@Component
class SlotCheck {

  private static final int MAX_SLOTS = 20;

  private final Facts facts;

  SlotCheck(Facts facts) {
    this.facts = facts;
  }

  /// A fact that is no longer what the text says.
  ///
  /// @param replacement what it is now; null when the shop could not say
  record Changed(
      String fact, String key, int from, int to, String old, @Nullable String replacement) {

    Map<String, @Nullable Object> wire() {
      var wire = new java.util.LinkedHashMap<String, @Nullable Object>();
      wire.put("fact", fact);
      wire.put("key", key);
      wire.put("from", from);
      wire.put("to", to);
      wire.put("old", old);
      wire.put("new", replacement);
      return wire;
    }
  }

  /// @throws Refusal `fact_changed` with old and new of each, `bad_request` for a slot that is not
  ///   in the text
  void requireTrue(Body body) {
    if (!(body instanceof Body.Text text) || text.facts().isEmpty()) {
      return;
    }
    if (text.facts().size() > MAX_SLOTS) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "slots 最多 " + MAX_SLOTS + " 个");
    }
    text.facts().forEach(slot -> requireInText(text.text(), slot));
    var changed = changed(text.facts());
    if (!changed.isEmpty()) {
      throw new Refusal(
          ErrorCode.FACT_CHANGED,
          describe(changed),
          Map.of("changed", changed.stream().map(Changed::wire).toList()));
    }
  }

  private List<Changed> changed(List<Slot> slots) {
    var read = facts.readAnew(slots.stream().map(SlotCheck::ref).toList());
    var changed = new ArrayList<Changed>();
    for (int i = 0; i < slots.size(); i++) {
      var slot = slots.get(i);
      var now = read.get(i);
      if (now.failed() || !now.value().equals(slot.value())) {
        changed.add(
            new Changed(slot.fact(), slot.key(), slot.from(), slot.to(), slot.value(), value(now)));
      }
    }
    return changed;
  }

  private static @Nullable String value(Fact fact) {
    return fact.failed() ? null : fact.value();
  }

  private static FactRef ref(Slot slot) {
    try {
      return new FactRef(FactKind.valueOf(slot.fact().toUpperCase(Locale.ROOT)), slot.key());
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "未知的事实类型");
    }
  }

  private static void requireInText(String text, Slot slot) {
    var named = slot.fact() != null && slot.key() != null && slot.value() != null;
    var inside = slot.from() >= 0 && slot.from() < slot.to() && slot.to() <= text.length();
    if (!named || !inside || !text.substring(slot.from(), slot.to()).equals(slot.value())) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "slots 与文字不一致");
    }
  }

  private static String describe(List<Changed> changed) {
    var first = changed.getFirst();
    return first.replacement() == null
        ? "未能查询到最新的 " + first.fact() + "，请改用其他说法或稍后再试"
        : first.fact() + " 已由 " + first.old() + " 变为 " + first.replacement() + "，请确认后再发";
  }
}
