package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.springframework.stereotype.Component;

/// Who may publish what. Low risk: every editor. Medium: an editor who has not written it, or who
/// supervises. High: who supervises.
@Component
class Approval {

  private final ArticleVersions versions;

  Approval(ArticleVersions versions) {
    this.versions = versions;
  }

  /// @throws Refusal `forbidden` unless this person may publish the article as it stands
  void requirePublisher(Staff staff, Article article) {
    staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    switch (article.fields().risk()) {
      case LOW -> {}
      case MEDIUM -> {
        if (!isApprover(staff, article)) {
          throw new Refusal(ErrorCode.FORBIDDEN, "中风险的知识要由另一位编辑或主管审核后发布，请先提交审核");
        }
      }
      case HIGH -> {
        if (!staff.supervises()) {
          throw new Refusal(ErrorCode.FORBIDDEN, "高风险的知识要由主管审核后发布，请先提交审核");
        }
      }
    }
  }

  /// Whether this person may answer for what the writer of an article alone may not.
  boolean isApprover(Staff staff, Article article) {
    var isWriter = versions.writer(article.id()).filter(staff.actorId()::equals).isPresent();
    return staff.supervises() || (staff.is(Role.EDITOR) && !isWriter);
  }
}
