package dev.kefu.scale;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// Plays a day's conversations one by one: each begins, waits for an agent, is talked through
/// message by message, and ends. The same seed plays the same day.
final class Day {

  private final Habits habits;
  private final long slots;
  private final SplittableRandom random;

  private final Series begun = new Series();
  private final Series messages = new Series();
  private final Series sets = new Series();
  private final Series came = new Series();
  private final Series left = new Series();
  private final Series ended = new Series();
  private double setsOwed;
  private int served;
  private int waited;

  /// Conversations that wait, by the second they began in.
  private record Waiting(int since, int count) {}

  /// @param agents as many as are there all day
  Day(Habits habits, long agents, long seed) {
    if (agents < 1) {
      throw new IllegalArgumentException("somebody has to answer: " + agents);
    }
    this.habits = habits;
    this.slots = agents * habits.parallel();
    this.random = new SplittableRandom(seed);
  }

  Demand play() {
    begin();
    var queue = new ArrayDeque<Waiting>();
    int busy = 0;
    for (int second = 0; second < begun.seconds() || !queue.isEmpty(); second++) {
      busy -= ended.at(second);
      if (begun.at(second) > 0) {
        queue.add(new Waiting(second, begun.at(second)));
      }
      while (!queue.isEmpty() && busy < slots) {
        var first = queue.remove();
        int taken = (int) Math.min(first.count(), slots - busy);
        for (int each = 0; each < taken; each++) {
          talk(first.since(), second);
        }
        busy += taken;
        if (taken < first.count()) {
          queue.addFirst(new Waiting(first.since(), first.count() - taken));
        }
      }
      served = Math.max(served, busy);
    }
    look();
    return new Demand(begun, messages, sets, came, left, ended, served, waited);
  }

  private void begin() {
    var curve = new Curve();
    for (int each = 0; each < habits.conversations(); each++) {
      begun.add(curve.second(random), 1);
    }
  }

  /// @param since when the shopper came and said the first message
  /// @param taken when an agent had time
  private void talk(int since, int taken) {
    waited = Math.max(waited, taken - since);
    came.add(since, 1);
    say(since);
    var at = (double) taken;
    for (int more = count() - 1; more > 0; more--) {
      at += habits.gapMedianS() * Math.exp(habits.gapSpread() * random.nextGaussian());
      say((int) at);
    }
    // Not before the next second: who is taken now is served for some time.
    at = Math.max(at, taken) + 1 + random.nextExponential() * habits.settleS();
    ended.add((int) at, 1);
    left.add((int) (at + random.nextExponential() * habits.lingerS()), 1);
  }

  private int count() {
    var more = habits.messages() - Habits.FEWEST_MESSAGES;
    var stop = 1 / (1 + more);
    // Geometric by inversion: how often it goes on before it stops.
    return Habits.FEWEST_MESSAGES + (int) (Math.log1p(-random.nextDouble()) / Math.log1p(-stop));
  }

  private void say(int second) {
    messages.add(second, 1);
    setsOwed += habits.setsPerMessage();
    if (setsOwed >= 1) {
      sets.add(second, 1);
      setsOwed -= 1;
    }
  }

  private void look() {
    var curve = new Curve();
    var lookers = Math.round(habits.conversations() * habits.lookers());
    for (long each = 0; each < lookers; each++) {
      int second = curve.second(random);
      came.add(second, 1);
      left.add((int) (second + 1 + random.nextExponential() * habits.lookS()), 1);
    }
  }
}
