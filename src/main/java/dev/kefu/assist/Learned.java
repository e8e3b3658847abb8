package dev.kefu.assist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// What the lessons of one article say of a wording: that it leads to it, or away.
///
/// A wording counts when the lessons that are so alike that they are about the same question, its
/// own included, say so together: two agents who sent the article for it, or four who edited it.
/// Each person counts once, with the mean of what they did. One mistake teaches nothing, and a yes
/// and a no cancel each other. At most [#MOST] of each kind count, none that says what another one
/// says.
///
/// @param support what the lessons say together; below 0 it leads away
/// @param uses how many they are
/// @param counts whether it changes an order
record Learned(
    String wording, Vector vector, double support, int uses, boolean counts, Instant at) {

  /// From here on what lessons say together counts.
  static final double ENOUGH = 2;

  /// So alike two questions are the same one.
  static final double SAME_QUESTION = 0.85;

  /// So alike two wordings say the same.
  static final double SAME_WORDING = 0.95;

  static final int MOST = 10;

  /// Kept for those who look.
  static final int SHOWN = 50;

  /// A lesson with what its question means.
  ///
  /// @param voice whose it is
  record Weighed(String text, Vector vector, Lesson.Outcome outcome, String voice, Instant at) {}

  boolean helps() {
    return support > 0;
  }

  private Learned counting() {
    return new Learned(wording, vector, support, uses, true, at);
  }

  /// What counts, and of the rest the clearest, none twice.
  ///
  /// Compares every lesson with every other: not for a transaction.
  ///
  /// @param lessons of one article, those undone left out
  static List<Learned> of(List<Weighed> lessons) {
    var all = inOrder(lessons);
    var kept = new LinkedHashSet<Learned>();
    var wordings = new HashSet<String>();
    for (var each : counting(all)) {
      kept.add(each.counting());
      wordings.add(each.wording());
    }
    for (var each : all) {
      if (kept.size() < SHOWN && wordings.add(each.wording())) {
        kept.add(each);
      }
    }
    return List.copyOf(kept);
  }

  private static List<Learned> counting(List<Learned> all) {
    var helping = new ArrayList<Learned>();
    var hindering = new ArrayList<Learned>();
    for (var candidate : all) {
      if (candidate.support() >= ENOUGH) {
        add(candidate, helping);
      } else if (candidate.support() <= -ENOUGH) {
        add(candidate, hindering);
      }
    }
    helping.addAll(hindering);
    return helping;
  }

  private static void add(Learned candidate, List<Learned> chosen) {
    if (chosen.size() < MOST
        && chosen.stream()
            .noneMatch(each -> each.vector().likeness(candidate.vector()) > SAME_WORDING)) {
      chosen.add(candidate);
    }
  }

  /// What lessons say of each of their wordings, the clearest first.
  private static List<Learned> inOrder(List<Weighed> lessons) {
    var alike = alike(lessons);
    var all = new ArrayList<Learned>();
    for (int i = 0; i < lessons.size(); i++) {
      var own = lessons.get(i);
      var heard = alike.get(i);
      all.add(new Learned(own.text(), own.vector(), support(heard), heard.size(), false, own.at()));
    }
    all.sort(
        Comparator.<Learned>comparingDouble(each -> -Math.abs(each.support()))
            .thenComparing(Comparator.comparing(Learned::at).reversed())
            .thenComparing(Learned::wording));
    return all;
  }

  /// For each lesson those about the same question, itself included.
  private static List<List<Weighed>> alike(List<Weighed> lessons) {
    var alike = new ArrayList<List<Weighed>>();
    for (int i = 0; i < lessons.size(); i++) {
      var own = lessons.get(i);
      alike.add(new ArrayList<>(List.of(own)));
      for (int j = 0; j < i; j++) {
        if (lessons.get(j).vector().likeness(own.vector()) >= SAME_QUESTION) {
          alike.get(i).add(lessons.get(j));
          alike.get(j).add(own);
        }
      }
    }
    return alike;
  }

  private static double support(List<Weighed> heard) {
    return heard.stream()
        .collect(
            Collectors.groupingBy(
                Weighed::voice, Collectors.averagingDouble(each -> each.outcome().weight())))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
