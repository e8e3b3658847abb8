package dev.kefu.assist;

import dev.kefu.base.Folding;
import dev.kefu.knowledge.Variables;
import dev.kefu.rulebook.Claim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may stand in a playbook that somebody writes or brings in.
final class PlaybookRules {

  private static final int MOST_WORDINGS = 50;
  private static final int MOST_STEPS = 30;
  private static final int MAX_STEP = 300;
  private static final int MAX_SOOTHE = QuickReply.MAX_TEXT;

  private final List<Mistake> mistakes = new ArrayList<>();

  private PlaybookRules() {}

  /// @param field its name on the wire
  /// @param message for people
  record Mistake(String field, String message) {}

  /// As its file would be read again: without the blanks around lines, and without empty ones. What
  /// was left out is empty.
  static Playbook tidy(Playbook typed) {
    return new Playbook(
        text(typed.id()),
        text(typed.title()),
        text(typed.reason()).isEmpty() ? null : text(typed.reason()),
        lines(typed.triggers()),
        lines(typed.examples()),
        lines(typed.intents()),
        String.join(
            "\n",
            text(typed.soothe()).lines().map(String::strip).filter(l -> !l.isEmpty()).toList()),
        steps(typed.verify()),
        steps(typed.offer()),
        steps(typed.next()));
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  private static List<String> lines(@Nullable List<String> typed) {
    return typed == null
        ? List.of()
        : typed.stream().map(PlaybookRules::text).filter(line -> !line.isEmpty()).toList();
  }

  private static List<String> steps(@Nullable List<String> typed) {
    return lines(typed).stream().map(PlaybookSections::item).filter(s -> !s.isEmpty()).toList();
  }

  /// Everything that is wrong with one that is tidy; empty when nothing is.
  static List<Mistake> mistakes(Playbook playbook) {
    var rules = new PlaybookRules();
    rules.check(playbook);
    return rules.mistakes;
  }

  private void check(Playbook playbook) {
    if (!playbook.id().matches(HelpFiles.PLAYBOOK_ID)) {
      add("id", "编号要以 pb_ 开头，后接 2 至 60 个小写字母、数字或下划线");
    }
    line("title", playbook.title(), HelpFiles.MAX_TITLE);
    var reason = playbook.reason();
    if (reason != null && !Claim.REASONS.contains(reason)) {
      add("reason", "没有这种原因");
    }
    wordings("triggers", playbook.triggers(), 1);
    wordings("examples", playbook.examples(), 0);
    intents(playbook.intents());
    soothe(playbook.soothe());
    steps("verify", playbook.verify());
    steps("offer", playbook.offer());
    steps("next", playbook.next());
  }

  private void wordings(String field, List<String> wordings, int least) {
    list(field, wordings, least, MOST_WORDINGS, HelpFiles.MAX_WORDING);
    var seen = new HashSet<String>();
    for (var wording : wordings) {
      if (!seen.add(Folding.fold(wording))) {
        add(field, "“" + wording + "”重复了");
      }
    }
  }

  private void intents(List<String> intents) {
    if (!HelpFiles.INTENTS.containsAll(intents)) {
      add("intents", "没有这种意图");
    }
    if (new HashSet<>(intents).size() < intents.size()) {
      add("intents", "意图重复了");
    }
  }

  private void soothe(String soothe) {
    if (soothe.isEmpty() || length(soothe) > MAX_SOOTHE) {
      add("soothe", "要有 1 至 " + MAX_SOOTHE + " 个字符");
    }
    if (soothe.codePoints().anyMatch(c -> c != '\n' && isNoWriting(c))) {
      add("soothe", "不能有控制字符");
    }
    if (soothe.lines().anyMatch(line -> line.startsWith(PlaybookSections.MARK))) {
      add("soothe", "行首不能是 ##");
    }
    Variables.mistakes(soothe).forEach(mistake -> add("soothe", mistake));
  }

  private void steps(String field, List<String> steps) {
    list(field, steps, 1, MOST_STEPS, MAX_STEP);
  }

  private void list(String field, List<String> lines, int least, int most, int longest) {
    if (lines.size() < least || lines.size() > most) {
      add(field, "要有 " + least + " 至 " + most + " 条");
    }
    lines.forEach(line -> line(field, line, longest));
  }

  private void line(String field, String line, int longest) {
    if (line.isEmpty() || length(line) > longest) {
      add(field, "要有 1 至 " + longest + " 个字符");
    }
    if (line.codePoints().anyMatch(PlaybookRules::isNoWriting)) {
      add(field, "不能有控制字符或换行");
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isNoWriting(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || c == '\u2028'
        || c == '\u2029';
  }

  private void add(String field, String message) {
    mistakes.add(new Mistake(field, message));
  }
}
