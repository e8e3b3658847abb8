package dev.kefu.assist.draft;

import dev.kefu.base.Body;
import dev.kefu.base.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text whose facts, numbers and addresses have been taken out: each left a numbered blank.
///
/// Whoever words the text anew sees no value and can change none.
record Blanks(String template, List<Blank> blanks) {

  /// What a blank looks like: `⟦1⟧`.
  static final Pattern MARK = Pattern.compile("⟦(\\d{1,3})⟧");

  private static final String UNIT =
      "\\s?(?:%|％|‰|元|块钱|块|天|日|个?小时|分钟|秒|周|个?工作日|个?月|年|件|个|只|双|条|套|台|瓶|次|倍|折|分|点|号|期|级|码"
          + "|公斤|千克|克|斤|厘米|毫米|米|毫升|升|(?:kg|g|cm|mm|ml|days?|hours?|minutes?|pieces?|yuan|percent)\\b)";

  private static final Pattern UNIT_BEHIND = Pattern.compile(UNIT);

  /// Addresses, then whatever has a digit in it, then numbers in words before a unit.
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:(?i:https?://|www\\.)[!-~]+"
              + "|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+"
              + "|[¥￥$€]?[A-Za-z0-9]*\\p{Nd}(?:[A-Za-z\\p{Nd}]|[.,:：/~-](?=[A-Za-z\\p{Nd}]))*(?:"
              + UNIT
              + ")?|[一二三四五六七八九十百千万亿两零〇半壹贰叁肆伍陆柒捌玖拾佰仟]+(?:"
              + UNIT
              + "))");

  Blanks {
    blanks = List.copyOf(blanks);
  }

  /// @param text what stood there
  /// @param slots where facts stand in it, from its beginning
  record Blank(String text, List<Slot> slots) {

    Blank {
      slots = List.copyOf(slots);
    }
  }

  private record Span(int from, int to) {}

  static Blanks of(String text, List<Slot> slots) {
    var template = new StringBuilder();
    var blanks = new ArrayList<Blank>();
    int done = 0;
    for (var span : spans(text, slots)) {
      template.append(text, done, span.from());
      var inside =
          slots.stream()
              .filter(slot -> slot.from() >= span.from() && slot.to() <= span.to())
              .map(slot -> moved(slot, -span.from()))
              .toList();
      blanks.add(new Blank(text.substring(span.from(), span.to()), inside));
      template.append('⟦').append(blanks.size()).append('⟧');
      done = span.to();
    }
    return new Blanks(template.append(text, done, text.length()).toString(), blanks);
  }

  /// Slots first, with what their unit is; then whatever else is a value.
  private static List<Span> spans(String text, List<Slot> slots) {
    var all = new ArrayList<Span>();
    for (var slot : slots) {
      var unit = UNIT_BEHIND.matcher(text).region(slot.to(), text.length());
      all.add(new Span(slot.from(), unit.lookingAt() ? unit.end() : slot.to()));
    }
    var found = VALUE.matcher(text);
    while (found.find()) {
      all.add(new Span(found.start(), found.end()));
    }
    all.sort((a, b) -> Integer.compare(a.from(), b.from()));
    var apart = new ArrayList<Span>();
    for (var span : all) {
      if (!apart.isEmpty() && span.from() < apart.getLast().to()) {
        var last = apart.removeLast();
        apart.add(new Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        apart.add(span);
      }
    }
    return apart;
  }

  private static Slot moved(Slot slot, int by) {
    return new Slot(slot.from() + by, slot.to() + by, slot.fact(), slot.key(), slot.value());
  }

  /// Whether all blanks are there, each once, in their order.
  boolean allIn(String wording) {
    var found = MARK.matcher(wording);
    int next = 1;
    while (found.find()) {
      if (Integer.parseInt(found.group(1)) != next++) {
        return false;
      }
    }
    return next == blanks.size() + 1;
  }

  /// Puts everything back.
  ///
  /// @param wording with all blanks in it
  Body.Text filled(String wording) {
    var text = new StringBuilder();
    var slots = new ArrayList<Slot>();
    var found = MARK.matcher(wording);
    int done = 0;
    while (found.find()) {
      var blank = blanks.get(Integer.parseInt(found.group(1)) - 1);
      text.append(wording, done, found.start());
      int at = text.length();
      blank.slots().forEach(slot -> slots.add(moved(slot, at)));
      text.append(blank.text());
      done = found.end();
    }
    return new Body.Text(text.append(wording, done, wording.length()).toString(), slots);
  }
}
