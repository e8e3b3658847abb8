package dev.kefu.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What to look at twice in an article: what [Lint] sees, and what the shop's rules say of its
/// answers.
@Component
class Findings {

  private final ObjectProvider<AnswerCheck> rules;

  Findings(ObjectProvider<AnswerCheck> rules) {
    this.rules = rules;
  }

  /// Some milliseconds; stores nothing.
  List<Lint.Finding> of(ArticleFields fields) {
    var findings = new ArrayList<>(Lint.of(fields));
    for (var answer : fields.allAnswers()) {
      rules.stream()
          .flatMap(rule -> rule.objections(Variables.withFallbacks(answer)).stream())
          .map(o -> new Lint.Finding("answer", "rule", o.message() + "（" + o.rule() + "）"))
          .forEach(findings::add);
    }
    return findings;
  }
}
