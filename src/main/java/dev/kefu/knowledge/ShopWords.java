package dev.kefu.knowledge;

import dev.kefu.storage.ReadOnly;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The shop's own words in the database: groups of synonyms, and words that belong together.
@Component
class ShopWords {

  private static final int MOST = 20_000;
  private static final String SEPARATOR = ",";

  private final JdbcClient writer;
  private final JdbcClient reader;

  /// Read once: only the first import changes it, before anybody searches.
  private volatile @Nullable Synonyms synonyms;

  ShopWords(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  Synonyms synonyms() {
    var known = synonyms;
    if (known == null) {
      known = new Synonyms(groups());
      synonyms = known;
    }
    return known;
  }

  /// Call in the writer's transaction.
  void replace(List<List<String>> groups, List<String> words) {
    synonyms = null;
    writer.sql("delete from synonym_group").update();
    writer.sql("delete from lexicon_word").update();
    for (int place = 0; place < groups.size(); place++) {
      writer
          .sql("insert into synonym_group (place, words) values (:place, :words)")
          .param("place", place)
          .param("words", String.join(SEPARATOR, groups.get(place)))
          .update();
    }
    for (var word : words) {
      writer.sql("insert into lexicon_word (word) values (:word)").param("word", word).update();
    }
  }

  /// The shop's own word first in each group.
  List<List<String>> groups() {
    return reader
        .sql("select words from synonym_group order by place limit :most")
        .param("most", MOST)
        .query((row, _) -> List.of(row.getString("words").split(SEPARATOR)))
        .list();
  }

  List<String> words() {
    return reader
        .sql("select word from lexicon_word order by word limit :most")
        .param("most", MOST)
        .query((row, _) -> row.getString("word"))
        .list();
  }
}
