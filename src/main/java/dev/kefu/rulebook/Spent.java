package dev.kefu.rulebook;

/// Sums that count against quotas; what is pending or being carried out is in them.
public record Spent(long agentTodayFen, long shopper30DaysFen, long orderFen) {

  public static final Spent NOTHING = new Spent(0, 0, 0);
}
