package dev.kefu.knowledge;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.knowledge.PinnedQuestions.Fate;
import dev.kefu.knowledge.PinnedQuestions.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What stands between a draft and the shoppers: another article that says something else of the
/// same thing, and pinned questions that would fare worse. Searches; call outside of transactions.
@Component
class PublishGate {

  private final NearArticles nearArticles;
  private final PinnedQuestions pinned;
  private final Approval approval;

  PublishGate(NearArticles nearArticles, PinnedQuestions pinned, Approval approval) {
    this.nearArticles = nearArticles;
    this.pinned = pinned;
    this.approval = approval;
  }

  /// @param article the one that is to be published
  record Contradiction(String article, String other, String question, double similarity) {}

  /// @param acceptWorse whether this person answers for pinned questions that would fare worse
  /// @throws Refusal `conflict` with `contradictions` or with `worse`; `forbidden` for whoever
  ///   accepts what only an approver may
  void check(Staff staff, List<Article> articles, boolean acceptWorse) {
    var changing = articles.stream().filter(a -> a.status() != ArticleStatus.PUBLISHED).toList();
    refuseContradictions(changing);
    var proposed =
        changing.stream().map(a -> new Published(a.id(), a.version() + 1, a.fields())).toList();
    var worse = worse(pinned.rehearse(proposed));
    if (worse.isEmpty()) {
      return;
    }
    if (!acceptWorse) {
      throw new Refusal(
          ErrorCode.CONFLICT, "有 " + worse.size() + " 道测试题会变差，审核人确认后才能发布", Map.of("worse", worse));
    }
    if (!changing.stream().allMatch(article -> approval.isApprover(staff, article))) {
      throw new Refusal(ErrorCode.FORBIDDEN, "测试题变差要由主管或另一位编辑确认");
    }
  }

  /// The pinned questions that would fare worse if these words meant the same.
  List<Fate> worse(Synonyms proposed) {
    return worse(pinned.rehearse(proposed));
  }

  private static List<Fate> worse(List<Fate> fates) {
    return fates.stream().filter(fate -> fate.verdict() == Verdict.WORSE).toList();
  }

  /// Whoever keeps the shop's words may answer for them.
  ///
  /// @param acceptWorse whether they do so for pinned questions that would fare worse
  /// @throws Refusal `conflict` with `worse`
  void check(Synonyms proposed, boolean acceptWorse) {
    var worse = acceptWorse ? List.<Fate>of() : worse(proposed);
    if (!worse.isEmpty()) {
      throw new Refusal(
          ErrorCode.CONFLICT, "有 " + worse.size() + " 道测试题会变差，确认后才能保存", Map.of("worse", worse));
    }
  }

  private void refuseContradictions(List<Article> articles) {
    var found = new ArrayList<Contradiction>();
    for (var article : articles) {
      nearArticles.of(article.id(), article.fields()).stream()
          .filter(NearArticles.Neighbour::blocks)
          .map(n -> new Contradiction(article.id(), n.article(), n.question(), n.similarity()))
          .forEach(found::add);
    }
    if (!found.isEmpty()) {
      var first = found.getFirst();
      throw new Refusal(
          ErrorCode.CONFLICT,
          "与 " + first.other() + "“" + first.question() + "”同问不同答：请修改，或标记为有意区分",
          Map.of("contradictions", found));
    }
  }
}
