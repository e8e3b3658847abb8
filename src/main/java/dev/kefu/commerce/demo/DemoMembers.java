package dev.kefu.commerce.demo;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.demo.Rows.MemberRow;
import dev.kefu.storage.ReadOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The demo shop's members.
@Component
@OfDemoShop
class DemoMembers implements Members {

  private final DemoLine line;
  private final JdbcClient reader;

  DemoMembers(DemoLine line, @ReadOnly JdbcClient reader) {
    this.line = line;
    this.reader = reader;
  }

  @Override
  public Answer<Member> find(String buyer) {
    return line.one(
        DemoLine.wireName(FactKind.MEMBER),
        () ->
            reader
                .sql(
                    """
                    select buyer, name, tier, points, phone, joined_at
                    from demo_member
                    where buyer = :buyer
                    """)
                .param("buyer", buyer)
                .query(Rows.of(MemberRow.class))
                .optional()
                .map(this::told));
  }

  private Member told(MemberRow row) {
    return new Member(
        row.buyer(), row.name(), row.tier(), row.points(), line.now(), DemoLine.SOURCE);
  }
}
