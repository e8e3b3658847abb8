package dev.kefu.rulebook;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.rulebook.RulesCheck.Problem;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All versions of the rulebook; the last one holds.
@Component
class RulesStore {

  /// A change made on another node is followed so much later at most. A question for each reply
  /// would cost a tenth of it.
  private static final Duration FOLLOWED_WITHIN = Duration.ofMillis(50);

  private final JdbcClient jdbc;
  private final JdbcClient readers;
  private final JsonMapper json;
  private final Clock clock;

  /// The version read last: parsing it again for every reply would cost more than the check.
  private final AtomicReference<Known> last =
      new AtomicReference<>(new Known(Compiled.of(Rules.STRICT), longAgo()));

  /// @param atNanos when it was found to hold; long ago to have it looked at again
  private record Known(Compiled rules, long atNanos) {}

  RulesStore(JdbcClient jdbc, @ReadOnly JdbcClient readers, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.readers = readers;
    this.json = json;
    this.clock = clock;
  }

  private static long longAgo() {
    return System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  /// What holds now, on every node but for [#FOLLOWED_WITHIN].
  Compiled current() {
    var now = System.nanoTime();
    var known = last.get();
    if (now - known.atNanos() < FOLLOWED_WITHIN.toNanos()) {
      return known.rules();
    }
    var version = currentVersion();
    var holds =
        known.rules().rules().version() == version ? known.rules() : Compiled.of(read(version));
    // Unless somebody has looked, or stored another, meanwhile.
    last.compareAndSet(known, new Known(holds, now));
    return holds;
  }

  private int currentVersion() {
    return readers
        .sql("select coalesce(max(version), 0) from rulebook_version")
        .query(Integer.class)
        .single();
  }

  private Rules read(int version) {
    if (version == 0) {
      return Rules.STRICT;
    }
    var document =
        readers
            .sql("select document from rulebook_version where version = :version")
            .param("version", version)
            .query(String.class)
            .single();
    return json.readValue(document, Rules.class);
  }

  /// Reads a rulebook that somebody has written.
  ///
  /// @throws Refusal `bad_request` with what is wrong in it
  Rules checked(JsonNode document) {
    Rules rules;
    try {
      rules = json.treeToValue(document, Rules.class);
    } catch (JacksonException e) {
      throw refused(List.of(new Problem(field(e), "缺少，或不是这里该填的内容")));
    }
    requireSound(rules);
    return rules;
  }

  /// As the checks name a place: `claims[2].max_fen.agent`.
  private static String field(JacksonException unreadable) {
    var field = new StringBuilder();
    for (var step : unreadable.getPath()) {
      if (step.getPropertyName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return field.toString();
  }

  static void requireSound(Rules rules) {
    var problems = RulesCheck.problems(rules);
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
  }

  private static Refusal refused(List<Problem> problems) {
    var first = problems.getFirst();
    return new Refusal(
        ErrorCode.BAD_REQUEST,
        "规则有误：" + first.field() + " " + first.message(),
        Map.of("errors", problems));
  }

  /// One version as it was kept; the built-in one is none.
  Optional<Rules> version(int version) {
    return readers
        .sql("select document from rulebook_version where version = :version")
        .param("version", version)
        .query(String.class)
        .optional()
        .map(document -> json.readValue(document, Rules.class));
  }

  /// Newest first.
  ///
  /// @param below only versions before this one
  List<Version> versions(int below, int limit) {
    return readers
        .sql(
            """
            select version, changed_by, changed_at from rulebook_version
            where version < :below order by version desc limit :limit
            """)
        .param("below", below)
        .param("limit", limit)
        .query((row, _) ->
            new Version(
                row.getInt("version"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at"))))
        .list();
  }

  /// @param by id of who wrote it, or `import`
  record Version(int version, String by, Instant at) {}

  /// Stores the next version. Two who change the same one: the second is refused.
  ///
  /// @param known the version the change was made on
  /// @throws VersionConflict with the version that holds
  Rules change(Rules rules, int known, String by) {
    var version = currentVersion();
    if (known != version) {
      throw new VersionConflict(version);
    }
    try {
      return store(rules.withVersion(known + 1), by);
    } catch (DuplicateKeyException _) {
      throw new VersionConflict(currentVersion());
    }
  }

  /// The primary key lets every number be taken once.
  Rules store(Rules rules, String by) {
    jdbc.sql(
            """
            insert into rulebook_version (version, document, changed_by, changed_at)
            values (:version, :document, :by, :at)
            """)
        .param("version", rules.version())
        .param("document", json.writeValueAsString(rules))
        .param("by", by)
        .param("at", clock.millis())
        .update();
    last.updateAndGet(known -> new Known(known.rules(), longAgo()));
    return rules;
  }
}
