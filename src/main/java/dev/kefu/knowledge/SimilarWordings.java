package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whose each similar wording is: no two articles share one, however it is written. Retired
/// articles own none. Call in the writer's transaction.
@Component
class SimilarWordings {

  private static final int CHUNK = 400;

  private final JdbcClient writer;

  SimilarWordings(JdbcClient writer) {
    this.writer = writer;
  }

  /// The articles that own some of these wordings, by the wording's folded text, as the writer sees
  /// it.
  Map<String, String> owners(Collection<String> wordings) {
    var folded = List.copyOf(fold(wordings));
    var owners = new HashMap<String, String>();
    for (int from = 0; from < folded.size(); from += CHUNK) {
      var chunk = folded.subList(from, Math.min(folded.size(), from + CHUNK));
      writer
          .sql(
              """
              select folded, article_id
              from article_similar
              where folded in (:folded)
              limit :most
              """)
          .param("folded", chunk)
          .param("most", CHUNK)
          .query(row -> {
            owners.put(row.getString("folded"), row.getString("article_id"));
          });
    }
    return owners;
  }

  /// Makes an article own none.
  void release(String article) {
    writer
        .sql("delete from article_similar where article_id = :article")
        .param("article", article)
        .update();
  }

  /// Makes an article own these and no others. None of them may be another's.
  void set(String article, Collection<String> wordings) {
    release(article);
    for (var folded : fold(wordings)) {
      writer
          .sql("insert into article_similar (folded, article_id) values (:folded, :article)")
          .param("folded", folded)
          .param("article", article)
          .update();
    }
  }

  private static Set<String> fold(Collection<String> wordings) {
    var folded = new LinkedHashSet<String>();
    wordings.forEach(w -> folded.add(Folding.fold(w)));
    return folded;
  }

  /// What is wrong when some of an article's similar wordings are another's.
  ///
  /// @param owners by folded wording
  static List<Mistake> mistakes(String article, List<String> similar, Map<String, String> owners) {
    var mistakes = new ArrayList<Mistake>();
    for (var wording : similar) {
      var owner = owners.get(Folding.fold(wording));
      if (owner != null && !owner.equals(article)) {
        mistakes.add(mistake(wording, owner));
      }
    }
    return mistakes;
  }

  static Mistake mistake(String wording, String owner) {
    return new Mistake("similar", "相似问法“" + wording + "”已属于 " + owner);
  }
}
