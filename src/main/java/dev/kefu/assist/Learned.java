package dev.kefu.assist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What follows from the lessons of one article: wordings that lead to it, and such that lead away.
///
/// A wording counts when the lessons that are so alike that they are about the same question, its
/// own included, say so together: two agents who sent the article for it, or four who edited it.
/// One mistake teaches nothing, and a yes and a no cancel each other. At most [#MOST] of each kind,
/// none that says what another one says.
///
/// @param support what the lessons say together; below 0 it leads away
/// @param uses how many they are
record Learned(String wording, Vector vector, double support, int uses, Instant at) {

  /// From here on what lessons say together counts.
  static final double ENOUGH = 2;

  /// So alike two questions are the same one.
  static final double SAME_QUESTION = 0.85;

  /// So alike two wordings say the same.
  static final double SAME_WORDING = 0.95;

  static final int MOST = 10;

  boolean helps() {
    return support > 0;
  }

  /// @param lessons of one article, those undone left out
  static List<Learned> of(List<Weighed> lessons) {
    var helping = new ArrayList<Learned>();
    var hindering = new ArrayList<Learned>();
    for (var candidate : inOrder(lessons)) {
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
  static List<Learned> inOrder(List<Weighed> lessons) {
    return lessons.stream()
        .map(lesson -> candidate(lesson, lessons))
        .sorted(
            Comparator.<Learned>comparingDouble(each -> -Math.abs(each.support()))
                .thenComparing(Comparator.comparing(Learned::at).reversed())
                .thenComparing(Learned::wording))
        .toList();
  }

  private static Learned candidate(Weighed lesson, List<Weighed> all) {
    var alike =
        all.stream()
            .filter(other -> other.vector().likeness(lesson.vector()) >= SAME_QUESTION)
            .toList();
    double support = alike.stream().mapToDouble(each -> each.outcome().weight()).sum();
    return new Learned(lesson.text(), lesson.vector(), support, alike.size(), lesson.at());
  }

  /// A lesson with what its question means.
  record Weighed(String text, Vector vector, Lesson.Outcome outcome, Instant at) {}
}
