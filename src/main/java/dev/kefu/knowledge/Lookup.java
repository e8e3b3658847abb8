package dev.kefu.knowledge;

import dev.kefu.base.Body;
import dev.kefu.base.Folding;
import dev.kefu.content.Windows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one way from a question to its hits: for suggestions, for measuring how good they are, and
/// for telling what an edit would change.
///
/// @param embed gives a sentence's vector
record Lookup(ArticleIndex index, Function<Sentence, float[]> embed, Synonyms synonyms) {

  /// Best first, one hit an article, also those too unsure to show.
  ///
  /// @param open the windows that are open at the question's moment
  List<Hit> hits(Question question, List<Windows.Window> open) {
    var folded = folded(question);
    return hits(question, folded, open, vectors(folded), null);
  }

  /// @param vectors of the question's folded text
  /// @param proposed what the index would be; null for what it is
  List<Hit> hits(
      Question question,
      List<Windows.Window> open,
      Map<Language, float[]> vectors,
      @Nullable Overlay proposed) {
    return hits(question, folded(question), open, vectors, proposed);
  }

  private List<Hit> hits(
      Question question,
      String folded,
      List<Windows.Window> open,
      Map<Language, float[]> vectors,
      @Nullable Overlay proposed) {
    var read = read(folded);
    ArticleIndex.Reading<List<Hit>> reading =
        searcher -> {
          var hits =
              new ArticleSearch(searcher, index.state(searcher), question, folded, open)
                  .hits(read.terms(), read.helping(), vectors);
          return Emergencies.before(hits, searcher, question, folded, open);
        };
    return index.read(
        searcher -> proposed == null ? reading.of(searcher) : proposed.over(searcher, reading));
  }

  /// How a question is read for its words.
  ///
  /// @param folded what is searched for
  /// @param terms its own
  /// @param helping those of words that mean the same
  record Reading(String folded, Set<String> terms, Set<String> helping) {}

  /// @param folded the question's text
  Reading read(String folded) {
    return new Reading(
        folded,
        Terms.of(index.analyzer(), folded),
        Terms.of(index.analyzer(), synonyms.of(folded)));
  }

  /// What is asked in English may have an English or a Chinese answer; what is asked in Chinese has
  /// a Chinese one, if there are any.
  ///
  /// @param folded the question's text
  Map<Language, float[]> vectors(String folded) {
    var there = index.read(searcher -> List.copyOf(index.state(searcher).centres().keySet()));
    var languages = there.isEmpty() ? List.of(Language.of(folded)) : there;
    var vectors = new EnumMap<Language, float[]>(Language.class);
    for (var language : languages) {
      if (languages.size() == 1
          || language == Language.CHINESE
          || Language.of(folded) == Language.ENGLISH) {
        vectors.put(language, embed.apply(new Sentence(folded, language)));
      }
    }
    return vectors;
  }

  /// What is searched for: folded, and what was typed in pinyin in characters. What is behind the
  /// longest message there can be does not count.
  String folded(Question question) {
    return inCharacters(Folding.fold(beginning(question.text())));
  }

  /// @param folded any text, folded
  String inCharacters(String folded) {
    return index.read(searcher -> PinyinReader.read(folded, index.state(searcher).vocabulary()));
  }

  private static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= Body.MAX_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Body.MAX_CODE_POINTS));
  }
}
