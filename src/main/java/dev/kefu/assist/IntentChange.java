package dev.kefu.assist;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One example that comes, goes, or belongs to another label.
///
/// @param intent the label it belongs to, or is to
/// @param to the label it is moved to; null for all others
record IntentChange(Op op, String intent, String text, @Nullable String to) {

  static final int MAX_TEXT = 200;

  /// Of all labels together: each is compared with every other.
  static final int MOST_EXAMPLES = 1_500;

  enum Op {
    ADD,
    REMOVE,
    MOVE
  }

  /// The labels after these changes, one after the other.
  ///
  /// @throws Refusal `bad_request` when one cannot be made
  static List<Intent> apply(List<Intent> intents, List<IntentChange> changes) {
    var labels = new LinkedHashMap<String, List<String>>();
    intents.forEach(intent -> labels.put(intent.intent(), new ArrayList<>(intent.examples())));
    changes.forEach(change -> change.make(labels));
    var changed =
        intents.stream()
            .map(each -> new Intent(each.intent(), each.title(), examples(labels, each.intent())))
            .toList();
    requireFew(changed);
    return changed;
  }

  private static void requireFew(List<Intent> intents) {
    if (intents.stream().mapToInt(intent -> intent.examples().size()).sum() > MOST_EXAMPLES) {
      throw refused("示例最多 " + MOST_EXAMPLES + " 条");
    }
  }

  /// What comes from a file is held to the same.
  ///
  /// @throws Refusal `bad_request` when an example stands twice, or there are too many
  static void requireSound(List<Intent> intents) {
    requireFew(intents);
    var places = new HashMap<String, String>();
    for (var intent : intents) {
      for (var text : intent.examples()) {
        var other = places.put(Folding.fold(text), intent.intent());
        if (other != null) {
          throw refused("“" + text + "”已是“" + other + "”的示例");
        }
      }
    }
  }

  private void make(Map<String, List<String>> labels) {
    if (op == null || intent == null || text == null) {
      throw refused("每项修改要有 op、intent 和 text");
    }
    var own = examples(labels, intent);
    switch (op) {
      case ADD -> add(labels, own);
      case REMOVE -> remove(own);
      case MOVE -> {
        var other = examples(labels, to);
        remove(own);
        add(labels, other);
      }
    }
  }

  private static List<String> examples(Map<String, List<String>> labels, @Nullable String label) {
    var examples = labels.get(label);
    if (examples == null) {
      throw refused("没有“" + label + "”这个标签");
    }
    return examples;
  }

  private void add(Map<String, List<String>> labels, List<String> own) {
    var tidy = text.strip();
    if (tidy.isEmpty()
        || tidy.codePointCount(0, tidy.length()) > MAX_TEXT
        || tidy.chars().anyMatch(Character::isISOControl)) {
      throw refused("示例要有 1 至 " + MAX_TEXT + " 个字，不能换行");
    }
    var folded = Folding.fold(tidy);
    labels.forEach((label, examples) -> {
      if (examples.stream().anyMatch(each -> Folding.fold(each).equals(folded))) {
        throw refused("“" + tidy + "”已是“" + label + "”的示例");
      }
    });
    own.add(tidy);
  }

  private void remove(List<String> own) {
    if (!own.remove(text)) {
      throw refused("“" + text + "”不是“" + intent + "”的示例");
    }
    if (own.isEmpty()) {
      throw refused("“" + intent + "”至少要留一条示例");
    }
  }

  private static Refusal refused(String text) {
    return new Refusal(ErrorCode.BAD_REQUEST, text);
  }

  /// What makes one list of labels the other, as far as examples go.
  static List<IntentChange> between(List<Intent> before, List<Intent> after) {
    var from = places(before);
    var to = places(after);
    var changes = new ArrayList<IntentChange>();
    from.forEach((text, label) -> {
      var now = to.get(text);
      if (now == null) {
        changes.add(new IntentChange(Op.REMOVE, label, text, null));
      } else if (!now.equals(label)) {
        changes.add(new IntentChange(Op.MOVE, label, text, now));
      }
    });
    to.forEach((text, label) -> {
      if (!from.containsKey(text)) {
        changes.add(new IntentChange(Op.ADD, label, text, null));
      }
    });
    return changes;
  }

  private static Map<String, String> places(List<Intent> intents) {
    var places = new LinkedHashMap<String, String>();
    for (var intent : intents) {
      intent.examples().forEach(text -> places.put(text, intent.intent()));
    }
    return places;
  }
}
