package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.rulebook.Masking;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Suggested replies: those that hold now, and what became of them.
@Component
public class Suggestions {

  static final String GOOD = "good";

  /// `good`, or why it was not: out of date, beside the question, against the rules, wrong tone,
  /// wrong facts.
  private static final Set<String> VERDICTS =
      Set.of(GOOD, "outdated", "off_topic", "not_compliant", "tone", "wrong_fact");

  private final Conversations conversations;
  private final SuggestionRows rows;
  private final Wordings wordings;
  private final Bursts bursts;
  private final Harvest harvest;
  private final Unanswered unanswered;
  private final FeedbackDesk feedbacks;
  private final Silences silences;
  private final Knowledge knowledge;
  private final PlaybookBook playbooks;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Suggestions(
      Conversations conversations,
      SuggestionRows rows,
      Wordings wordings,
      Bursts bursts,
      Harvest harvest,
      Unanswered unanswered,
      FeedbackDesk feedbacks,
      Silences silences,
      Knowledge knowledge,
      PlaybookBook playbooks,
      TransactionTemplate transactions,
      Clock clock) {
    this.conversations = conversations;
    this.rows = rows;
    this.wordings = wordings;
    this.bursts = bursts;
    this.harvest = harvest;
    this.unanswered = unanswered;
    this.feedbacks = feedbacks;
    this.silences = silences;
    this.knowledge = knowledge;
    this.playbooks = playbooks;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// What is suggested for the unanswered messages; nothing once staff have answered, the
  /// conversation was closed or handed over, or before anything was found.
  public Optional<SuggestionSet> of(ConversationId conversation) {
    return rows.latest(conversation)
        .filter(stored -> Retirement.holds(stored, conversations, clock.instant()))
        .map(StoredSet::set);
  }

  /// The same for who is to see it: nothing for somebody who has switched suggestions off.
  public Optional<SuggestionSet> shownTo(Staff staff, ConversationId conversation) {
    return silences.of(staff.id()) ? Optional.empty() : of(conversation);
  }

  /// What a language model made of the words of these cards; empty where none is set up.
  public List<Wording> wordings(SuggestionSet set) {
    return wordings.of(set);
  }

  /// Looks again, without waiting for the shopper to finish. Returns at once; [SuggestionsReady]
  /// tells when there is an answer. Nothing happens when nothing is unanswered.
  public void ask(ConversationId conversation) {
    bursts.ask(conversation);
  }

  /// Keeps what somebody thinks of a suggestion; a second verdict of theirs replaces the first.
  /// Whoever writes the article or playbook is told of one that is not `good`
  /// ([FeedbackController]). A card counts once: as what was said of it last, but as wrong for as
  /// long as somebody else says so and nobody has settled that.
  ///
  /// @param verdict `good outdated off_topic not_compliant tone wrong_fact`
  /// @param wording how the answer should read instead; null when nobody says
  /// @throws Refusal `bad_request` for another verdict, or a wording that is too long, `not_found`
  ///   for a suggestion this person cannot see
  public void feedback(Staff staff, String suggestion, String verdict, @Nullable String wording) {
    if (!VERDICTS.contains(verdict)) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST, "反馈应为 " + VERDICTS.stream().sorted().toList() + " 之一");
    }
    var said = said(wording);
    var card =
        rows.judged(suggestion).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这条建议"));
    var conversation =
        conversations
            .find(card.conversation())
            .map(found -> ConversationAccess.requireRead(staff, found))
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这条建议"));
    var feedback =
        verdict.equals(GOOD)
            ? null
            : feedback(staff, suggestion, card, conversation, verdict, said);
    transactions.executeWithoutResult(_ -> {
      rows.judge(suggestion, verdict, staff.id().value(), clock.instant());
      if (feedback == null) {
        feedbacks
            .withdraw(staff, card.article(), suggestion)
            .ifPresent(other -> rows.judge(suggestion, other.verdict(), other.by(), other.at()));
      } else {
        feedbacks.keep(feedback);
      }
    });
  }

  private Feedback feedback(
      Staff staff,
      String suggestion,
      SuggestionRows.Judged card,
      Conversation conversation,
      String verdict,
      @Nullable String said) {
    var round = harvest.exchange(conversation, card.forSeq());
    var question = round.flatMap(Unanswered::question).orElse("");
    var wording =
        said == null
            ? null
            : round
                .map(of -> unanswered.proposal(conversation, of, said))
                .orElseGet(() -> Masking.mask(said));
    return Feedback.open(
        suggestion, card, conversation.id(), question, verdict, wording, staff, clock.instant());
  }

  private static @Nullable String said(@Nullable String wording) {
    if (wording == null || wording.isBlank()) {
      return null;
    }
    if (wording.codePointCount(0, wording.length()) > FeedbackDesk.MAX_WORDING) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "建议的写法最多 " + FeedbackDesk.MAX_WORDING + " 字");
    }
    return wording.strip();
  }

  /// Puts the unanswered messages of a conversation on the list of gaps.
  ///
  /// @throws Refusal `not_found`, `bad_request` when nothing is unanswered
  public void recordGap(Staff staff, ConversationId id) {
    var conversation =
        conversations
            .find(id)
            .map(found -> ConversationAccess.requireRead(staff, found))
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
    if (!harvest.record(conversation)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "没有可以记为缺口的问题");
    }
  }

  /// What is sent of a card, as it is or changed, rests on an article or a playbook that still
  /// holds as it was shown. A suggestion of another conversation, or none at all, is passed over.
  ///
  /// @throws Refusal `conflict` with the `suggestion` when it was retired, changed or has run out
  public void requireInForce(ConversationId conversation, String suggestion) {
    rows.judged(suggestion)
        .filter(card -> card.conversation().equals(conversation))
        .filter(card -> !isInForce(card))
        .ifPresent(card -> {
          throw new Refusal(
              ErrorCode.CONFLICT,
              "这条建议所依据的知识已更新、停用或过期，请改用新的建议，或核对后自行回复",
              Map.of("suggestion", suggestion, "article", card.article()));
        });
  }

  private boolean isInForce(SuggestionRows.Judged card) {
    return Playbook.isNamedBy(card.article())
        ? playbooks
            .find(card.article())
            .filter(kept -> kept.version() == card.version())
            .isPresent()
        : knowledge.isInForce(card.article(), card.version());
  }

  /// Notes that a stored reply came from a suggestion, and how far it was changed. The first reply
  /// counts; a suggestion of another conversation, or none at all, is passed over: the reply stands
  /// whatever its sender claims.
  ///
  /// @param seq of the reply
  /// @param text as it was sent
  public void used(ConversationId conversation, String suggestion, long seq, String text) {
    rows.textOf(conversation, suggestion)
        .map(shown -> use(suggestion, shown, text))
        .ifPresent(use ->
            transactions.executeWithoutResult(_ -> rows.use(conversation, suggestion, seq, use)));
  }

  /// What began as a draft began as its card: the nearer of both counts.
  private Use use(String suggestion, String shown, String sent) {
    var of = Use.of(shown, sent);
    return wordings
        .textOf(suggestion)
        .map(draft -> Use.of(draft, sent))
        .filter(draft -> draft.distance() < of.distance())
        .orElse(of);
  }
}
