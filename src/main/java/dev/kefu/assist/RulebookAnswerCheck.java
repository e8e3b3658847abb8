package dev.kefu.assist;

import dev.kefu.base.Body;
import dev.kefu.knowledge.AnswerCheck;
import dev.kefu.rulebook.Draft;
import dev.kefu.rulebook.Finding;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Settled;
import dev.kefu.rulebook.Verdict;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells editors what the rulebook would say to an agent who sends an answer as it stands.
@Component
class RulebookAnswerCheck implements AnswerCheck {

  private final Rulebook rulebook;

  RulebookAnswerCheck(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  @Override
  public List<Objection> objections(String answer) {
    if (answer.isBlank()) {
      return List.of();
    }
    return switch (verdict(answer)) {
      case Verdict.Cleared(var reply) -> objections(reply.warnings());
      case Verdict.NeedsApproval(var finding, _, _, _) -> objections(List.of(finding));
      case Verdict.Blocked(var findings) -> objections(findings);
    };
  }

  /// What the rulebook says of it.
  Verdict verdict(String answer) {
    var body = new Body.Text(answer, List.of());
    return rulebook.check(new Draft(CardMaker.ANY_AGENT, body, null, null, null, Settled.NOTHING));
  }

  private static List<Objection> objections(List<Finding> findings) {
    return findings.stream().map(f -> new Objection(f.rule(), f.text())).toList();
  }
}
