package dev.kefu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingConnectionTest {

  private static final String INSERT = "insert into word (text, note) values (?, ?)";
  private static final String SELECT = "select text from word where text >= ? order by text";

  private Connection connection;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    connection = new SqliteFile(folder.resolve("words.db")).plain().getConnection();
    try (var create = connection.createStatement()) {
      create.executeUpdate("create table word (text text not null, note text)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aClosedStatementServesTheSameTextAgain() throws SQLException {
    var first = connection.prepareStatement(SELECT);
    first.close();

    assertThat(connection.prepareStatement(SELECT)).isSameAs(first);
  }

  @Test
  void aStatementInUseIsNotHandedOutTwice() throws SQLException {
    try (var one = connection.prepareStatement(SELECT);
        var other = connection.prepareStatement(SELECT)) {
      assertThat(other).isNotSameAs(one);
    }
  }

  @Test
  void whatWasBoundBeforeIsForgotten() throws SQLException {
    insert("甲", "a note");
    try (var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, "乙");
      insert.executeUpdate();
    }

    try (var query = connection.createStatement();
        var row = query.executeQuery("select note from word where text = '乙'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isNull();
    }
  }

  @Test
  void aBatchThatWasNotRunIsForgotten() throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, "甲");
      insert.addBatch();
    }
    try (var insert = connection.prepareStatement(INSERT)) {
      assertThat(insert.executeBatch()).isEmpty();
    }
  }

  @Test
  void aResultLeftHalfReadHoldsNoLock() throws SQLException {
    insert("甲", "");
    insert("乙", "");
    PreparedStatement select = connection.prepareStatement(SELECT);
    select.setString(1, "");
    assertThat(select.executeQuery().next()).isTrue();
    select.close();

    insert("丙", "");
    try (var truncate = connection.createStatement();
        var done = truncate.executeQuery("pragma wal_checkpoint(truncate)")) {
      assertThat(done.next()).isTrue();
      assertThat(done.getInt("busy")).isZero();
    }
  }

  @Test
  void aStatementOutlivesAChangeOfTheSchema() throws SQLException {
    insert("甲", "");
    try (var alter = connection.createStatement()) {
      alter.executeUpdate("alter table word add column more text");
    }

    insert("乙", "");
  }

  @Test
  void moreTextsThanAreKeptStillWork() throws SQLException {
    for (var i = 0; i < 1_000; i++) {
      try (var select = connection.prepareStatement("select " + i);
          var row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(i);
      }
    }
  }

  @Test
  void aClosedConnectionPreparesNothing() throws SQLException {
    insert("甲", "");
    connection.close();

    assertThatThrownBy(() -> connection.prepareStatement(SELECT)).isInstanceOf(SQLException.class);
  }

  private void insert(String text, String note) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, text);
      insert.setString(2, note);
      insert.executeUpdate();
    }
  }
}
