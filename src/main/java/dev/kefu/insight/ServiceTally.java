package dev.kefu.insight;

import java.util.HashSet;
import java.util.Set;

/// How shoppers were served: of the whole shop, or of one agent.
///
/// For an agent, waiting counts from when the conversation became theirs, a visit is theirs when
/// they owned it or replied in it, and an unanswered message when they owned it at the end.
final class ServiceTally implements Tally {

  private static final int PERCENT = 100;

  private final Set<String> shoppers = new HashSet<>();
  private final Set<String> servedShoppers = new HashSet<>();
  private final Durations firstReply = new Durations();
  private final Durations reply = new Durations();
  private long visits;
  private long answered;
  private long transferred;
  private long closed;
  private long rounds;
  private long answeredRounds;
  private long waiting;
  private long left;
  private long daytime;
  private long inTime;
  private long shopperMessages;
  private long staffMessages;

  void whole(Happening.Visit visit) {
    visits++;
    shoppers.add(visit.shopper());
    transferred += visit.handedOver().isEmpty() ? 0 : 1;
    if (visit.firstReplyMs() != null) {
      answered++;
      servedShoppers.add(visit.shopper());
      firstReply.add(visit.firstReplyMs());
    }
  }

  void of(String agent, Happening.Visit visit) {
    visits++;
    shoppers.add(visit.shopper());
    transferred += visit.handedOver().contains(agent) ? 1 : 0;
    var waited = visit.served().get(agent);
    if (waited != null) {
      answered++;
      servedShoppers.add(visit.shopper());
      if (waited >= 0) {
        firstReply.add(waited);
      }
    }
  }

  /// @param waitedMs as the shop or as the agent counts
  /// @param counts whether it began at a time of day when the three minutes are asked for
  /// @param quick whether it was answered within them
  void round(Happening.Round round, long waitedMs, boolean counts, boolean quick) {
    rounds++;
    switch (round.outcome()) {
      case ANSWERED -> {
        answeredRounds++;
        reply.add(waitedMs);
      }
      case WAITING -> waiting++;
      case LEFT -> left++;
    }
    daytime += counts ? 1 : 0;
    inTime += counts && quick ? 1 : 0;
  }

  void said(boolean byShopper) {
    if (byShopper) {
      shopperMessages++;
    } else {
      staffMessages++;
    }
  }

  void closed() {
    closed++;
  }

  @Override
  public long weight() {
    return visits * PERCENT + staffMessages;
  }

  @Override
  public void write(Figures figures) {
    figures
        .put("visits", visits)
        .put("shoppers", shoppers.size())
        .put("answered_visits", answered)
        .put("served_shoppers", servedShoppers.size())
        .share("answered_rate", answered, visits)
        .put("transferred_visits", transferred)
        .share("transferred_rate", transferred, visits)
        .put("closed_visits", closed)
        .times("first_reply", firstReply)
        .put("rounds", rounds)
        .put("answered_rounds", answeredRounds)
        .put("waiting_rounds", waiting)
        .put("left_rounds", left)
        .times("reply", reply)
        .put("daytime_rounds", daytime)
        .put("in_3_min_rounds", inTime)
        .share("in_3_min_rate", inTime, daytime)
        .put("shopper_messages", shopperMessages)
        .put("staff_messages", staffMessages)
        .ratio("staff_per_shopper_message", staffMessages, shopperMessages);
  }
}
