package dev.kefu.rulebook;

/// Sums that count against quotas; what is pending or being carried out is in them.
///
/// @param shopTodayFen by everybody in the shop
public record Spent(long agentTodayFen, long shopper30DaysFen, long orderFen, long shopTodayFen) {

  public static final Spent NOTHING = new Spent(0, 0, 0);

  public Spent(long agentTodayFen, long shopper30DaysFen, long orderFen) {
    this(agentTodayFen, shopper30DaysFen, orderFen, 0);
  }
}
