package dev.kefu.assist;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffDirectory;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What editors do about gaps.
///
/// Every method throws `not_found` for a gap that is not there and `forbidden` for who does not
/// edit or supervise. One that is told when the gap got the status its caller has read throws
/// `conflict` when it has got another one since.
@Component
class GapDesk {

  private static final int MAX_REASON = 200;
  private static final String ARTICLE = "kb_[a-z0-9_]{2,60}";

  private final GapRows rows;
  private final StaffDirectory directory;
  private final TransactionTemplate transactions;
  private final Clock clock;

  GapDesk(GapRows rows, StaffDirectory directory, TransactionTemplate transactions, Clock clock) {
    this.rows = rows;
    this.directory = directory;
    this.transactions = transactions;
    this.clock = clock;
  }

  static void require(Staff staff) {
    staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  }

  /// An article is there that is to fill it. It has to prove itself from now on.
  void answered(Staff staff, String id, @Nullable String article, @Nullable Instant read) {
    if (article == null || !article.matches(ARTICLE)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "article 应为知识编号");
    }
    move(staff, id, Gap.Status.ANSWERED, article, null, read);
  }

  /// It leaves the list, and comes back when it is asked twice as often.
  void ignored(Staff staff, String id, @Nullable String reason, @Nullable Instant read) {
    if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请写明忽略的原因，最多 " + MAX_REASON + " 字");
    }
    move(staff, id, Gap.Status.IGNORED, null, reason.strip(), read);
  }

  void reopened(Staff staff, String id, @Nullable Instant read) {
    move(staff, id, Gap.Status.OPEN, null, null, read);
  }

  private void move(
      Staff staff,
      String id,
      Gap.Status status,
      @Nullable String article,
      @Nullable String reason,
      @Nullable Instant read) {
    require(staff);
    var now = clock.instant();
    transactions.executeWithoutResult(_ -> {
      var gap = rows.find(id).orElseThrow(GapDesk::notFound);
      if (read != null && !rows.hold(id, read)) {
        throw new Refusal(ErrorCode.CONFLICT, "这个缺口刚被别人处理过");
      }
      var volume =
          status == Gap.Status.IGNORED ? rows.askedSince(id, now.minus(GapProofs.WEEK)) : 0;
      rows.move(
          id,
          status,
          article == null ? gap.article() : article,
          reason,
          volume,
          staff.id().value(),
          now);
    });
  }

  /// @param to an editor or somebody who supervises; null for nobody
  void assign(Staff staff, String id, @Nullable String to) {
    require(staff);
    if (to != null) {
      var person = directory.find(new StaffId(to));
      if (person.filter(each -> each.is(Role.EDITOR) || each.supervises()).isEmpty()) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "只能指派给知识编辑或主管");
      }
    }
    transactions.executeWithoutResult(_ -> {
      var gap = rows.find(id).orElseThrow(GapDesk::notFound);
      rows.assign(gap.id(), to);
    });
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这个知识缺口，可能已并入另一个，请刷新");
  }
}
