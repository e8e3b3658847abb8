package dev.kefu.knowledge;

import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The shop's own words in the database, and who changed them. What holds is asked for by its
/// number each time, so that a change holds on every node from the moment it is committed. They are
/// looked for in the question and stand in no index, so nothing has to be built anew.
@Component
class ShopWords {

  static final String IMPORT = "import";

  private static final int MOST = 20_000;
  private static final String SEPARATOR = ",";

  /// Its own mapper: what is stored must not change with the settings of the wire.
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final TypeReference<List<WordChange>> CHANGES = new TypeReference<>() {};

  private final JdbcClient writer;
  private final JdbcClient reader;

  /// The one read last; a stale one is known by its number, so no lock is needed.
  private volatile Edition last = new Edition(new Version(0, "", null, List.of()), Words.NONE);

  ShopWords(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// @param by id of who made it, or [#IMPORT]
  /// @param at null when nobody knows
  record Version(long version, String by, @Nullable Instant at, List<WordChange> changes) {}

  record Edition(Version made, Words words, Synonyms synonyms) {

    Edition(Version made, Words words) {
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
    long version = newest(reader);
    if (known.version() != version) {
      var made = versions(version + 1, 1);
      known =
          new Edition(
              made.isEmpty() ? new Version(version, "", null, List.of()) : made.getFirst(),
              words(reader));
      last = known;
    }
    return known;
  }

  private static long newest(JdbcClient client) {
    return client
        .sql("select coalesce(max(version), 0) from word_version")
        .query(Long.class)
        .single();
  }

  /// Newest first.
  ///
  /// @param below only versions before this one
  List<Version> versions(long below, int limit) {
    return reader
        .sql(
            """
            select version, changed_by, changed_at, changes from word_version
            where version < :below
            order by version desc
            limit :limit
            """)
        .param("below", below)
        .param("limit", limit)
        .query((row, _) ->
            new Version(
                row.getLong("version"),
                row.getString("changed_by"),
                row.getLong("changed_at") == 0
                    ? null
                    : Instant.ofEpochMilli(row.getLong("changed_at")),
                JSON.readValue(row.getString("changes"), CHANGES)))
        .list();
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
    long now = newest(writer);
    if (now != read) {
      throw new VersionConflict(now);
    }
    replace(words(writer), words);
    try {
      writer
          .sql(
              """
              insert into word_version (version, changed_by, changed_at, changes)
              values (:version, :by, :at, :changes)
              """)
          .param("version", read + 1)
          .param("by", by)
          .param("at", at.toEpochMilli())
          .param("changes", JSON.writeValueAsString(changes))
          .update();
    } catch (DuplicateKeyException _) {
      throw new VersionConflict(read + 1);
    }
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
