package dev.kefu.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The directory over a real database, for tests of other rooms.
@NullMarked
public final class TestStaff {

  private TestStaff() {}

  /// Whoever is named may be found by id and name; nobody can sign in.
  public static StaffDirectory directory(JdbcClient writer, Staff... people) {
    for (var person : people) {
      writer
          .sql(
              """
              insert into staff (id, username, name, password, roles, group_id, enabled)
              values (:id, :username, :name, '', 'agent', :group, 1)
              """)
          .param("id", person.id().value())
          .param("username", person.username())
          .param("name", person.name())
          .param("group", person.group())
          .update();
    }
    return new StaffDirectory(writer);
  }
}
