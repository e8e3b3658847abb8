package dev.kefu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sqlite")
class TestDatabaseTest {

  @TempDir Path folder;

  @Test
  void aCommitReachesTheDiskBeforeItReturns() {
    try (var database = TestDatabase.create(folder)) {
      var synchronous = database.writer().sql("pragma synchronous").query(Integer.class).single();
      var journal = database.writer().sql("pragma journal_mode").query(String.class).single();

      assertThat(synchronous).isEqualTo(2);
      assertThat(journal).isEqualTo("wal");
    }
  }

  @Test
  void aReaderCannotWrite() {
    try (var database = TestDatabase.create(folder)) {
      assertThatThrownBy(() -> database.reader().sql("create table t (x text)").update())
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void aDatabaseFromANewerVersionIsRefused() {
    try (var database = TestDatabase.create(folder)) {
      database
          .writer()
          .sql(
              """
              insert into flyway_schema_history (installed_rank, version, description, type, script,
                checksum, installed_by, execution_time, success)
              values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, 1)
              """)
          .update();
    }

    assertThatThrownBy(() -> TestDatabase.create(folder))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("newer version");
  }
}
