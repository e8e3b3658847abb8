package dev.kefu.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the shop asks of a courier for one parcel.
///
/// @param id `claim_…`
/// @param courier as orders name it
/// @param reference the courier's own number of it
/// @param filedAt when the courier was asked
/// @param answerBy when its time to answer ends
/// @param paidFen what it paid back; null unless paid
/// @param remark why it was rejected or withdrawn
/// @param settledAt null while it is open, like who did it
public record CourierClaim(
    String id,
    Status status,
    String courier,
    String courierName,
    String parcel,
    String order,
    Reason reason,
    long askedFen,
    @Nullable String reference,
    @Nullable String note,
    Instant filedAt,
    Instant answerBy,
    Instant openedAt,
    String openedBy,
    String openedByName,
    @Nullable Long paidFen,
    @Nullable String remark,
    @Nullable Instant settledAt,
    @Nullable String settledBy,
    @Nullable String settledByName) {

  /// What became of the parcel. The wire name is the lower-case name.
  public enum Reason {
    LOST,
    STUCK,
    DAMAGED
  }

  /// How it stands. The wire name is the lower-case name.
  public enum Status {
    OPEN("待快递答复"),
    PAID("快递已赔付"),
    REJECTED("快递已拒赔"),
    /// There is nothing to be asked for any more, such as when the parcel was found.
    WITHDRAWN("已撤回");

    private final String title;

    Status(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
