package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Words that take the place of others wherever those stand in an article: as they are written,
/// never a pattern. From the left to the right, and what was put in is not looked through again.
///
/// @param find 1 to [#LONGEST_FIND] characters, spaces included
/// @param with at most [#LONGEST_WITH]; empty takes away what is found
/// @param in where is looked; null for everywhere but in the tags
/// @param folded whether any writing of the words will do, as [Folding] has it: full width and half
///   width, capitals and small letters, traditional and simplified characters
record Replacement(String find, String with, @Nullable List<Part> in, @Nullable Boolean folded) {

  static final int LONGEST_FIND = 200;
  static final int LONGEST_WITH = 1_000;

  private static final List<Part> TEXTS = List.of(Part.QUESTION, Part.SIMILAR, Part.ANSWER);

  Replacement {
    find = find == null ? "" : find;
    with = with == null ? "" : with;
    if (find.isEmpty() || length(find) > LONGEST_FIND) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "find 要有 1 至 " + LONGEST_FIND + " 个字符");
    }
    if (length(with) > LONGEST_WITH) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "with 最长 " + LONGEST_WITH + " 个字符");
    }
    if (Stream.of(find, with).anyMatch(ArticleRules::hasNoCharacter)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "有不成字符的编码");
    }
    if (find.equals(with)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "with 和 find 一样，没有要替换的");
    }
    if (in != null && (in.isEmpty() || in.stream().anyMatch(Objects::isNull))) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "in 要写明在哪些字段里找");
    }
    in = in == null ? null : List.copyOf(in);
  }

  /// Where words may stand that are looked for.
  enum Part {
    QUESTION,
    SIMILAR,
    /// That for all and those for certain products or a stage.
    ANSWER,
    /// Two that become the same become one.
    TAGS
  }

  /// A text that reads otherwise.
  ///
  /// @param field its name on the wire
  /// @param after as it would be kept
  record Change(String field, String before, String after) {}

  /// @param changes each text that changes, in reading order
  /// @param times how often the words were found
  record Outcome(ArticleFields fields, List<Change> changes, int times) {}

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  Outcome on(ArticleFields old) {
    var work = new Work();
    var fields =
        new ArticleFields(
            work.line(Part.QUESTION, "question", old.question()),
            work.lines(Part.SIMILAR, "similar", old.similar()),
            old.negative(),
            work.line(Part.ANSWER, "answer", old.answer()),
            old.category(),
            old.stage(),
            old.skus(),
            old.risk(),
            old.validFrom(),
            old.validUntil(),
            old.window(),
            old.owner(),
            work.tags(old.tags()),
            old.escalate(),
            old.channel(),
            old.emergency(),
            work.variants(old.answers()));
    return new Outcome(fields, work.changes, work.times);
  }

  /// What no rule says of an article in general, but of one that is changed unseen: two of its
  /// wordings that were different would be the same.
  static List<Mistake> mistakes(ArticleFields before, ArticleFields after) {
    var had = repeated(before);
    var mistakes = new ArrayList<Mistake>();
    repeated(after)
        .forEach((folded, wording) -> {
          if (!had.containsKey(folded)) {
            mistakes.add(new Mistake("similar", "会有两个一样的问法“" + wording + "”"));
          }
        });
    return mistakes;
  }

  private static Map<String, String> repeated(ArticleFields fields) {
    var seen = new HashMap<String, String>();
    var repeated = new HashMap<String, String>();
    Stream.concat(Stream.of(fields.question()), fields.similar().stream())
        .forEach(wording -> {
          var folded = Folding.fold(wording);
          if (seen.putIfAbsent(folded, wording) != null && !folded.isEmpty()) {
            repeated.put(folded, wording);
          }
        });
    return repeated;
  }

  /// Goes through the texts of one article.
  private final class Work {
    final List<Change> changes = new ArrayList<>();
    int times;

    private final List<Part> parts = in == null ? TEXTS : in;
    private final Finder finder = Finder.of(find, Boolean.TRUE.equals(folded));

    String line(Part part, String field, String text) {
      if (!parts.contains(part)) {
        return text;
      }
      var places = finder.placesIn(text);
      if (places.isEmpty()) {
        return text;
      }
      var after = filled(text, places).strip();
      times += places.size();
      if (!after.equals(text)) {
        changes.add(new Change(field, text, after));
      }
      return after;
    }

    private String filled(String text, List<Finder.Place> places) {
      var out = new StringBuilder();
      int kept = 0;
      for (var place : places) {
        out.append(text, kept, place.from()).append(with);
        kept = place.to();
      }
      return out.append(text, kept, text.length()).toString();
    }

    List<String> lines(Part part, String field, List<String> texts) {
      return texts.stream().map(text -> line(part, field, text)).toList();
    }

    List<String> tags(List<String> old) {
      var before = changes.size();
      var tags = lines(Part.TAGS, "tags", old);
      return changes.size() == before ? tags : tags.stream().distinct().toList();
    }

    List<Variant> variants(List<Variant> old) {
      return old.stream()
          .map(each ->
              new Variant(each.stage(), each.skus(), line(Part.ANSWER, "answers", each.answer())))
          .toList();
    }
  }
}
