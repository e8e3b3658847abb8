package dev.kefu.knowledge;

import java.util.List;
import org.springframework.stereotype.Component;

/// Whether two published answers to the same question say something else. Editors are told while
/// they write ([NearArticles]); what was published before, or has come in by import, is caught here
/// before an agent reads one of them out.
@Component
public class Contradictions {

  private final Meaning meaning;
  private final Distinct distinct;

  Contradictions(Meaning meaning, Distinct distinct) {
    this.meaning = meaning;
    this.distinct = distinct;
  }

  /// Whether both are about the same topic, give different numbers of the same thing, and nobody
  /// has marked that as meant. Any thread; reads the database when the first two are so.
  public boolean between(Hit one, Hit other) {
    return Figures.contradict(one.answer(), other.answer())
        && alike(one, other)
        && !distinct.from(one.article()).contains(other.article());
  }

  private boolean alike(Hit one, Hit other) {
    var vectors = meaning.ofArticles(List.of(one.question(), other.question()));
    var similarity = Meaning.likeness(vectors.getFirst(), vectors.getLast());
    return NearArticles.Band.of(similarity) != NearArticles.Band.FAR;
  }
}
