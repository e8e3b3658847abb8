package dev.kefu.scale;

/// How shoppers and agents behave. All of it is assumed but the mean number of messages, which is
/// that of a million conversations of a large store's customer service (JDDC, 2020: 20 turns).
///
/// @param conversations begun within the day
/// @param messages said in a conversation, of both sides, at the mean; never fewer than two, the
///   rest geometric, so that some are very long
/// @param gapMedianS between two messages of a conversation, log-normal
/// @param gapSpread the logarithm's deviation
/// @param settleS after the last message until the agent is free for the next, exponential
/// @param lingerS after that until the shopper's page is closed, exponential
/// @param lookers shoppers who open a socket and say nothing, for each who begins a conversation
/// @param lookS how long they stay, exponential
/// @param parallel conversations an agent serves at once
/// @param setsPerMessage suggestions made, for each message of both sides
/// @param usesPerSet of them sent by an agent
record Habits(
    int conversations,
    double messages,
    double gapMedianS,
    double gapSpread,
    double settleS,
    double lingerS,
    double lookers,
    double lookS,
    int parallel,
    double setsPerMessage,
    double usesPerSet) {

  static final int FEWEST_MESSAGES = 2;

  Habits {
    if (conversations < 1 || messages <= FEWEST_MESSAGES || parallel < 1) {
      throw new IllegalArgumentException("nobody says anything: " + conversations + " " + messages);
    }
  }

  static Habits of(int conversations) {
    return new Habits(conversations, 20, 15, 1, 60, 180, 0.5, 60, 8, 0.4, 0.5);
  }

  Habits withMessages(double mean) {
    return new Habits(
        conversations,
        mean,
        gapMedianS,
        gapSpread,
        settleS,
        lingerS,
        lookers,
        lookS,
        parallel,
        setsPerMessage,
        usesPerSet);
  }

  Habits withSets(double perMessage) {
    return new Habits(
        conversations,
        messages,
        gapMedianS,
        gapSpread,
        settleS,
        lingerS,
        lookers,
        lookS,
        parallel,
        perMessage,
        usesPerSet);
  }
}
