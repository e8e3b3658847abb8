package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.commerce.line.Told;
import java.util.Map;
import java.util.Optional;

/// The members of a shop outside.
class HttpMembers implements Members {

  private final Asker asker;
  private final ShopLine line;
  private final Kept<Member> members;

  HttpMembers(Asker asker, ShopLine line, Surroundings around) {
    this.asker = asker;
    this.line = line;
    this.members = new Kept<>(Freshness.MEMBER, around);
  }

  @Override
  public Answer<Member> find(String buyer) {
    return buyer.isBlank()
        ? new Answer.Missing<>()
        : members.get(buyer, asked -> ask(buyer, asked));
  }

  @Override
  public Optional<Member> glance(String buyer) {
    return members.glance(buyer, line.isIdle(), asked -> ask(buyer, asked));
  }

  /// What the shop said of them last.
  Optional<Told<Member>> last(String buyer) {
    return members.last(buyer);
  }

  private Answer<Member> ask(String buyer, Asked asked) {
    if (!asker.offers("members.find")) {
      return Asker.notOffered("会员查询");
    }
    return asker.one(
        asker.ask("members.find", Map.of("buyer", buyer)),
        row -> member(row, asked),
        member -> member.buyer().equals(buyer));
  }

  private Member member(Row row, Asked asked) {
    var buyer = row.text("buyer");
    return new Member(
        buyer,
        row.textOr("name", buyer),
        row.text("tier"),
        row.whole("points"),
        asked.at(),
        asker.source());
  }
}
