package dev.kefu.knowledge;

import dev.kefu.base.Pinyin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/// How likely characters, and characters side by side, are where this shop is asked: counted in the
/// wordings of an index, and where those say little, as in Chinese of any kind. Any thread.
final class Vocabulary {

  /// Of a syllable that many characters have, the likely ones.
  private static final int MOST = 30;

  /// What stands in so many wordings is as much to be believed as the language.
  private static final double BELIEVED = 5;

  /// How much neighbours count beside how often a character stands anywhere.
  private static final double TOGETHER = 0.9;

  /// @param share of all characters
  record Sign(char character, double share) {}

  private final IndexReader reader;

  /// The characters of each syllable that was asked for, the likely ones first. There are some four
  /// hundred.
  private final Map<String, List<Sign>> said = new ConcurrentHashMap<>();

  /// @param reader open for as long as this is asked
  Vocabulary(IndexReader reader) {
    this.reader = reader;
  }

  /// Those of a syllable, the likely ones first; none where the letters are no syllable.
  List<Sign> said(String syllable) throws IOException {
    if (Pinyin.said(syllable).isEmpty()) {
      // Any letters may be asked for; only syllables are remembered.
      return List.of();
    }
    var known = said.get(syllable);
    if (known == null) {
      var signs = new ArrayList<Sign>();
      for (char c : Pinyin.said(syllable).toCharArray()) {
        double share = share(c);
        if (share > 0) {
          signs.add(new Sign(c, share));
        }
      }
      signs.sort(Comparator.comparingDouble(Sign::share).reversed());
      known = List.copyOf(signs.subList(0, Math.min(MOST, signs.size())));
      said.put(syllable, known);
    }
    return known;
  }

  /// Which share of all characters this one is.
  private double share(char c) throws IOException {
    double characters = Math.max(1, reader.getSumDocFreq(Rows.TEXT) / 2.0);
    return (often(String.valueOf(c)) / characters + CharacterPairs.share(c)) / 2;
  }

  /// How likely a character is behind another one.
  Next next(char first, Sign second) throws IOException {
    int together = often("" + first + second.character());
    int before = Math.max(together, often(String.valueOf(first)));
    double usual = CharacterPairs.share(first, second.character());
    double language = TOGETHER * usual + (1 - TOGETHER) * second.share();
    return new Next(
        (together + BELIEVED * language) / (before + BELIEVED), together > 0 || usual > 0);
  }

  /// @param share of what stands there
  /// @param seen whether it was ever seen there
  record Next(double share, boolean seen) {}

  /// In how many wordings a term stands: a character, two neighbours, a word.
  int often(String term) throws IOException {
    return reader.docFreq(new Term(Rows.TEXT, term));
  }
}
