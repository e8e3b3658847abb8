package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.PersonalData;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes out of a shopper's cases, and of claims for their parcels, what was said in them. What was
/// claimed, decided and paid stays, as the law asks of a shop's books.
@Component
class ErasedCases implements PersonalData {

  private final JdbcClient jdbc;

  ErasedCases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @throws Refusal `conflict` while one waits for a decision or a payment is on its way
  @Override
  public void erase(Shopper shopper, List<ConversationId> conversations) {
    if (isUnderWay(shopper)) {
      throw new Refusal(ErrorCode.CONFLICT, "这位买家还有未了结的案件或打款，请先处理");
    }
    jdbc.sql(
            """
            update case_word set text = ''
            where case_id in (select id from claim_case where shopper = :shopper)
            """)
        .param("shopper", shopper.id().value())
        .update();
    jdbc.sql(
            """
            update claim_case
            set note = null, evidence = '[]', buyer = null, question = null, remark = null
            where shopper = :shopper
            """)
        .param("shopper", shopper.id().value())
        .update();
    eraseGrants(shopper);
    if (shopper.verified()) {
      jdbc.sql(
              """
              update courier_claim set buyer = '', note = null, remark = null where buyer = :buyer
              """)
          .param("buyer", shopper.buyer())
          .update();
    }
  }

  /// Whom and with which words; what was paid when, under which reference, stays.
  private void eraseGrants(Shopper shopper) {
    jdbc.sql("update grant_order set buyer = '', text = null where shopper = :shopper")
        .param("shopper", shopper.id().value())
        .update();
    jdbc.sql(
            """
            update grant_resolution set remark = ''
            where grant_id in (select id from grant_order where shopper = :shopper)
            """)
        .param("shopper", shopper.id().value())
        .update();
    jdbc.sql(
            """
            update payout_check set told = null, remark = null
            where grant_id in (select id from grant_order where shopper = :shopper)
            """)
        .param("shopper", shopper.id().value())
        .update();
  }

  private boolean isUnderWay(Shopper shopper) {
    return !jdbc.sql(
            """
            select 1 from claim_case where shopper = :shopper and status = 'pending'
            union all
            select 1 from grant_order where shopper = :shopper and status in ('granting', 'unknown')
            """)
        .param("shopper", shopper.id().value())
        .query(Integer.class)
        .list()
        .isEmpty();
  }
}
