package dev.kefu.assist;

import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import dev.kefu.storage.VersionLog;
import dev.kefu.storage.VersionLog.Version;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The examples of what shoppers want, and who changed them.
@Component
class IntentBook {

  private final HelpRows rows;
  private final VersionLog<IntentChange> log;

  /// The one read last; a stale one is known by its number, so no lock is needed.
  private volatile Edition last = new Edition(Version.none(), List.of());

  IntentBook(HelpRows rows, JdbcClient jdbc, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.rows = rows;
    this.log = new VersionLog<>("intent_version", jdbc, reader, json, new TypeReference<>() {});
  }

  record Edition(Version<IntentChange> made, List<Intent> intents) {

    long version() {
      return made.version();
    }
  }

  /// What holds now.
  Edition current() {
    var known = last;
    long version = log.newest();
    if (known.version() != version) {
      known = new Edition(log.find(version), rows.intents());
      last = known;
    }
    return known;
  }

  /// Newest first.
  ///
  /// @param below only versions before this one
  List<Version<IntentChange>> versions(long below, int limit) {
    return log.versions(below, limit);
  }

  /// Stores the next version. Of two who change the same one the second is refused. Call in the
  /// writer's transaction.
  ///
  /// @param read the version the change was made on
  /// @throws VersionConflict with the version that holds
  void change(long read, List<Intent> intents, List<IntentChange> changes, String by, Instant at) {
    log.next(read, changes, by, at, () -> rows.replace(intents));
  }
}
