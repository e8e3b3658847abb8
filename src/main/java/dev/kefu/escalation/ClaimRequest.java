package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// What an agent asks for on behalf of a shopper: the arguments of `escalate`.
///
/// @param kind `compensation discount complaint question`
/// @param reason a reason of the rulebook, the id of the rule a draft ran into, or free words
/// @param order the order it is about
/// @param sku the line of the order, or the product when there is no order
/// @param claimFen what the shopper asks for
/// @param proposalFen what the agent proposes; null or 0 when it is no money
/// @param form `refund price_gap small_payment coupon points exchange reship`, or `price_change`
///   for a discount on an order that is not paid
/// @param evidence ids of pictures
public record ClaimRequest(
    String kind,
    String reason,
    @Nullable String order,
    @Nullable String sku,
    @JsonDeserialize(using = WholeFen.class) @Nullable Long claimFen,
    @JsonDeserialize(using = WholeFen.class) @Nullable Long proposalFen,
    @Nullable String form,
    @Nullable List<String> evidence,
    @Nullable String note) {

  private static final Set<String> KINDS =
      Set.of("compensation", "discount", "complaint", "question");
  private static final int MAX_REASON = 100;
  private static final int MAX_NOTE = 2_000;
  private static final int MAX_EVIDENCE = 20;

  public ClaimRequest {
    require(
        kind != null && KINDS.contains(kind), "kind 应为 compensation、discount、complaint 或 question");
    require(
        reason != null && !reason.isBlank() && reason.length() <= MAX_REASON,
        "reason 应为 1 到 100 个字");
    Forms.requireKnown(form);
    Forms.requireFits(kind, form, order);
    Forms.requireAmount("claim_fen", claimFen);
    Forms.requireAmount("proposal_fen", proposalFen);
    require(note == null || note.length() <= MAX_NOTE, "note 最多 2000 个字");
    require(evidence == null || evidence.size() <= MAX_EVIDENCE, "evidence 最多 20 个文件");
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
  }

  /// Whether it is a discount that is carried out.
  boolean isCut() {
    return Forms.isCut(kind, form);
  }

  /// The pictures, none when none were named.
  public List<String> pictures() {
    return evidence == null ? List.of() : evidence;
  }

  private static void require(boolean holds, String text) {
    if (!holds) {
      throw new Refusal(ErrorCode.BAD_REQUEST, text);
    }
  }
}
