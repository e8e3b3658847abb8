package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What goes beyond an agent's own powers, until it is decided and carried out.
@Component
public class Cases {

  /// Holds a claim against the shop's facts: is the order this shopper's, what did it cost. Asks
  /// the shop, so call it before, not inside, the conversation's change.
  ///
  /// @throws dev.kefu.base.Refusal `not_found` for no such order or somebody else's, `bad_request`,
  ///   `unavailable` when the shop cannot be asked
  public CheckedClaim check(Shopper shopper, ClaimRequest request) {
    throw new UnsupportedOperationException("escalation");
  }

  /// Opens a case, or grants at once what the rules let this person grant alone. The same claim
  /// again, while the first is open, finds the first.
  ///
  /// @throws dev.kefu.base.Refusal `forbidden` unless `by` owns the conversation or supervises;
  ///   `closed`
  public Case open(Change change, Staff by, CheckedClaim claim) {
    throw new UnsupportedOperationException("escalation");
  }

  /// Decides a case of the conversation. Of several at once exactly one wins.
  ///
  /// @param version the one the decision was made on
  /// @throws dev.kefu.base.Refusal `conflict` with `status`, `by` and `version` when it has moved
  ///   on; `forbidden` for one's own case or beyond one's role; `bad_request`; `not_found`
  public Case decide(Change change, Staff by, String caseId, int version, Decision decision) {
    throw new UnsupportedOperationException("escalation");
  }

  /// Takes a case back: its requester, or who supervises.
  ///
  /// @throws dev.kefu.base.Refusal `conflict` when it is no longer pending
  public Case cancel(Change change, Staff by, String caseId) {
    throw new UnsupportedOperationException("escalation");
  }

  public Optional<Case> find(String caseId) {
    throw new UnsupportedOperationException("escalation");
  }

  /// Newest first, at most 100.
  public List<Case> ofConversation(ConversationId conversation) {
    throw new UnsupportedOperationException("escalation");
  }

  /// What was granted or is being granted in a conversation: a reply may name it.
  public long grantedFen(ConversationId conversation) {
    throw new UnsupportedOperationException("escalation");
  }

  /// Reasons of the conversation's approved cases: the id of a rulebook promise among them clears
  /// that promise.
  public Set<String> approved(ConversationId conversation) {
    throw new UnsupportedOperationException("escalation");
  }
}
