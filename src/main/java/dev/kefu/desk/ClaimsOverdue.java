package dev.kefu.desk;

import dev.kefu.escalation.CourierClaims;
import dev.kefu.outreach.OverdueClaims;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells `outreach` which claims against couriers were not answered in time.
@Component
class ClaimsOverdue implements OverdueClaims {

  private final CourierClaims claims;

  ClaimsOverdue(CourierClaims claims) {
    this.claims = claims;
  }

  @Override
  public List<Overdue> all(Instant now, String afterId, int limit) {
    return claims.overdue(now, afterId, limit).stream().map(ClaimsOverdue::told).toList();
  }

  @Override
  public List<Overdue> ofOrder(String order, Instant now) {
    return claims.overdueOf(order, now).stream().map(ClaimsOverdue::told).toList();
  }

  private static Overdue told(CourierClaims.Overdue claim) {
    return new Overdue(
        claim.id(),
        claim.courier(),
        claim.parcel(),
        claim.order(),
        claim.buyer(),
        claim.askedFen(),
        claim.answerBy());
  }
}
