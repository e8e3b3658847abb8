package dev.kefu.assist;

import dev.kefu.base.Folding;
import dev.kefu.knowledge.Hit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A gap as editors see it.
///
/// @param trend the last seven days against the seven before
/// @param costS seconds of shoppers and staff in thirty days
/// @param product what it is always asked about; null for several
/// @param answer the best of what people have answered, with variables
/// @param draft what an article for it would begin with; not in lists
/// @param near articles that come close; not in lists
record GapView(
    String id,
    String question,
    String status,
    long askedWeek,
    long askedMonth,
    long trend,
    double unresolvedRate,
    double transferredRate,
    long costS,
    @Nullable String product,
    @Nullable String stage,
    Instant firstAt,
    Instant lastAt,
    Map<String, Long> sources,
    @Nullable String assignee,
    @Nullable String article,
    @Nullable String reason,
    Instant movedAt,
    @Nullable String movedBy,
    List<SampleView> samples,
    @Nullable String answer,
    @Nullable Draft draft,
    @Nullable List<Near> near) {

  private static final int MOST_WORDINGS = 20;

  /// @param conversation for those only who may read every one
  record SampleView(
      @Nullable String conversation,
      long seq,
      String text,
      @Nullable String answer,
      boolean resolved,
      Instant at) {

    static SampleView of(GapList.Sample sample, boolean open) {
      return new SampleView(
          open ? sample.conversation() : null,
          sample.seq(),
          sample.text(),
          sample.answer(),
          sample.resolved(),
          sample.at());
    }
  }

  /// An article to begin with.
  record Draft(
      String question, List<String> similar, String answer, String stage, List<String> skus) {}

  record Near(String article, String question, double score) {

    static Near of(Hit hit) {
      return new Near(hit.article(), hit.question(), hit.score());
    }
  }

  static GapView of(
      GapList.Counted counted,
      Map<String, Long> sources,
      List<GapList.Sample> samples,
      boolean open,
      @Nullable Draft draft,
      @Nullable List<Near> near) {
    var gap = counted.gap();
    return new GapView(
        gap.id(),
        gap.question(),
        gap.status().wire(),
        counted.week(),
        counted.month(),
        counted.week() - counted.weekBefore(),
        rate(counted.unresolved(), counted.month()),
        rate(counted.transferred(), counted.month()),
        counted.costS(),
        counted.product(),
        counted.stage(),
        gap.firstAt(),
        gap.lastAt(),
        sources,
        gap.assignee(),
        gap.article(),
        gap.reason(),
        gap.movedAt(),
        gap.movedBy(),
        samples.stream().map(sample -> SampleView.of(sample, open)).toList(),
        bestAnswer(samples),
        draft,
        near);
  }

  private static double rate(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /// The answer that is most like the others; those that settled it before those that did not.
  static @Nullable String bestAnswer(List<GapList.Sample> samples) {
    var answered =
        samples.stream()
            .filter(sample -> sample.answer() != null && !Unanswered.asksBack(sample.answer()))
            .toList();
    var settled = answered.stream().filter(GapList.Sample::resolved).toList();
    var best = settled.isEmpty() ? answered : settled;
    return best.isEmpty() ? null : Pairs.middle(best, GapView::answerOf).answer();
  }

  private static String answerOf(GapList.Sample sample) {
    return sample.answer() == null ? "" : sample.answer();
  }

  /// The gap's question, and its different wordings as similar questions, shortest first. What was
  /// typed in pinyin stands there in characters: letters that stand in an article are taken for a
  /// name, and are read no more.
  ///
  /// @param reading what a message is understood as
  static Draft draft(
      GapList.Counted counted, List<GapList.Sample> samples, UnaryOperator<String> reading) {
    var wordings = new LinkedHashMap<String, String>();
    samples.stream()
        .map(GapList.Sample::text)
        .map(reading)
        .sorted(Comparator.comparingInt(String::length))
        .forEach(text -> wordings.putIfAbsent(Folding.fold(text), text));
    var question = reading.apply(counted.gap().question());
    wordings.remove(Folding.fold(question));
    var similar = new ArrayList<>(wordings.values());
    var answer = bestAnswer(samples);
    return new Draft(
        question,
        similar.subList(0, Math.min(MOST_WORDINGS, similar.size())),
        answer == null ? "" : answer,
        counted.stage() == null ? "any" : counted.stage(),
        counted.product() == null ? List.of() : List.of(counted.product()));
  }
}
