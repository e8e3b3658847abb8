package dev.kefu.knowledge;

import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import dev.kefu.storage.VersionLog;
import dev.kefu.storage.VersionLog.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The shop's own words in the database, and who changed them. They are looked for in the question
/// and stand in no index, so nothing has to be built anew.
@Component
class ShopWords {

  private static final int MOST = 20_000;
  private static final String SEPARATOR = ",";

  private final JdbcClient writer;
  private final JdbcClient reader;
  private final VersionLog<WordChange> log;

  /// The one read last; a stale one is known by its number, so no lock is needed.
  private volatile Edition last = new Edition(Version.none(), Words.NONE);

  ShopWords(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
    // Its own mapper: what is stored must not change with the settings of the wire.
    this.log =
        new VersionLog<>(
            "word_version", writer, reader, JsonMapper.shared(), new TypeReference<>() {});
  }

  record Edition(Version<WordChange> made, Words words, Synonyms synonyms) {

    Edition(Version<WordChange> made, Words words) {
      this(made, words, new Synonyms(words.groups()));
    }

    long version() {
      return made.version();
    }
  }

  Synonyms synonyms() {
    return current().synonyms();
  }

  /// What holds now.
  Edition current() {
    var known = last;
    long version = log.newest();
    if (known.version() != version) {
      known = new Edition(log.find(version), words(reader));
      last = known;
    }
    return known;
  }

  /// Newest first.
  ///
  /// @param below only versions before this one
  List<Version<WordChange>> versions(long below, int limit) {
    return log.versions(below, limit);
  }

  private static Words words(JdbcClient client) {
    return new Words(groups(client), lexicon(client));
  }

  private static List<List<String>> groups(JdbcClient client) {
    return client
        .sql("select words from synonym_group order by place limit :most")
        .param("most", MOST)
        .query((row, _) -> List.of(row.getString("words").split(SEPARATOR)))
        .list();
  }

  private static List<String> lexicon(JdbcClient client) {
    return client
        .sql("select word from lexicon_word order by word limit :most")
        .param("most", MOST)
        .query((row, _) -> row.getString("word"))
        .list();
  }

  /// Stores the next version. Of two who change the same one the second is refused. Call in the
  /// writer's transaction.
  ///
  /// @param read the version the change was made on
  /// @throws VersionConflict with the version that holds
  void change(long read, Words words, List<WordChange> changes, String by, Instant at) {
    log.next(read, changes, by, at, () -> replace(words(writer), words));
  }

  /// Writes what is different and no more: everybody who writes waits meanwhile.
  private void replace(Words before, Words words) {
    for (int place = 0; place < words.groups().size(); place++) {
      var group = words.groups().get(place);
      if (place >= before.groups().size() || !before.groups().get(place).equals(group)) {
        writer
            .sql(
                """
                insert into synonym_group (place, words) values (:place, :words)
                on conflict (place) do update set words = excluded.words
                """)
            .param("place", place)
            .param("words", String.join(SEPARATOR, group))
            .update();
      }
    }
    writer
        .sql("delete from synonym_group where place >= :size")
        .param("size", words.groups().size())
        .update();
    var known = new HashSet<>(before.lexicon());
    var wanted = new HashSet<>(words.lexicon());
    known.stream()
        .filter(word -> !wanted.contains(word))
        .forEach(word ->
            writer.sql("delete from lexicon_word where word = :word").param("word", word).update());
    for (var word : words.lexicon()) {
      if (!known.contains(word)) {
        writer.sql("insert into lexicon_word (word) values (:word)").param("word", word).update();
      }
    }
  }
}
