package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.knowledge.ArticleUse;
import dev.kefu.knowledge.WhenPublished;
import dev.kefu.rulebook.Masking;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What staff said of cards, on its way to those who write the articles and playbooks, what they do
/// about it, and what became of it on its way back ([OwnFeedbackController]). How much is not
/// settled stands beside each article in the lists.
@Component
class FeedbackDesk implements WhenPublished {

  /// As long as an answer may be.
  static final int MAX_WORDING = 1_000;

  private static final int MAX_WHY = 200;

  /// Retired ones, too.
  private static final int MOST_PLAYBOOKS = 2 * HelpRows.MOST;

  private final FeedbackRows rows;
  private final ArticleUse use;
  private final TransactionTemplate transactions;
  private final Clock clock;

  FeedbackDesk(FeedbackRows rows, ArticleUse use, TransactionTemplate transactions, Clock clock) {
    this.rows = rows;
    this.use = use;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Call inside a transaction.
  void keep(Feedback feedback) {
    rows.put(feedback);
    use.feedback(feedback.article(), rows.open(feedback.article()));
  }

  /// The card is good after all, says one person. Call inside a transaction.
  ///
  /// @return what somebody else still says of it, the latest
  Optional<Feedback> withdraw(Staff staff, String article, String suggestion) {
    rows.withdraw(suggestion, staff.id().value());
    use.feedback(article, rows.open(article));
    return rows.standing(suggestion);
  }

  /// Newest first.
  ///
  /// @param settled whether also what is settled
  List<Feedback> of(Staff staff, String article, boolean settled, int limit) {
    GapDesk.require(staff);
    return rows.of(article, settled, limit);
  }

  /// How much nobody has settled, by playbook; those with none are left out.
  Map<String, Long> ofPlaybooks(Staff staff) {
    GapDesk.require(staff);
    return rows.openOfPlaybooks(MOST_PLAYBOOKS);
  }

  /// What this person said, what has moved last first.
  ///
  /// @param after the last of the page before
  List<Feedback> by(Staff staff, FeedbackRows.Place after, int limit) {
    return rows.by(staff.id(), after, limit);
  }

  /// How much of what this person said was settled without their knowing.
  long unseen(Staff staff) {
    return rows.unseen(staff.id());
  }

  /// This person has seen what became of it.
  ///
  /// @return how much is left
  long seen(Staff staff, List<String> ids) {
    return ids.isEmpty()
        ? unseen(staff)
        : Objects.requireNonNull(transactions.execute(_ -> rows.seen(staff.id(), ids)));
  }

  /// Somebody writes a draft with it. Publishing that settles it.
  ///
  /// @throws Refusal `not_found`, `conflict` when it is settled
  ///
  /// @param version of the draft as it was read
  Feedback take(Staff staff, String article, String id, long version) {
    return move(staff, article, id, Feedback.Status.TAKEN, null, version);
  }

  /// Nothing is changed because of it. Who said it reads the reason.
  ///
  /// @throws Refusal `bad_request` without a reason, `not_found`, `conflict` when it is settled
  Feedback close(Staff staff, String article, String id, @Nullable String why) {
    if (why == null || why.isBlank() || why.length() > MAX_WHY) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请写明处理结果，最多 " + MAX_WHY + " 字");
    }
    return move(staff, article, id, Feedback.Status.CLOSED, Masking.mask(why.strip()), 0);
  }

  private Feedback move(
      Staff staff,
      String article,
      String id,
      Feedback.Status to,
      @Nullable String why,
      long version) {
    GapDesk.require(staff);
    find(article, id);
    transactions.executeWithoutResult(_ -> {
      if (!rows.move(article, id, to, why, version, staff.name(), clock.instant())) {
        throw new Refusal(ErrorCode.CONFLICT, "这条反馈已经处理过了，请刷新");
      }
      use.feedback(article, rows.open(article));
    });
    return find(article, id);
  }

  private Feedback find(String article, String id) {
    return rows.find(article, id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这条反馈"));
  }

  @Override
  public void published(Map<String, Long> versions, String by, Instant at) {
    versions.forEach((article, version) -> {
      // Publishing makes a version of its own.
      rows.published(article, version - 1, version, by, at);
      use.feedback(article, rows.open(article));
    });
  }

  /// A playbook was saved, and holds as it is from then on. Call inside a transaction.
  void saved(String playbook, long version, String by, Instant at) {
    rows.published(playbook, version, version, by, at);
  }
}
