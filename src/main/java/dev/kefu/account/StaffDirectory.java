package dev.kefu.account;

import dev.kefu.base.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Everybody who works at the shop.
@Component
public class StaffDirectory {

  private static final int MAX_STAFF = 500;
  private static final String COLUMNS = "id, username, name, roles, group_id";

  private final JdbcClient jdbc;

  StaffDirectory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those who may sign in, by name.
  public List<Staff> all() {
    return jdbc.sql(
            "select " + COLUMNS + " from staff where enabled = 1 order by name limit :limit")
        .param("limit", MAX_STAFF)
        .query(StaffDirectory::row)
        .list();
  }

  public Optional<Staff> find(StaffId id) {
    return jdbc.sql("select " + COLUMNS + " from staff where id = :id and enabled = 1")
        .param("id", id.value())
        .query(StaffDirectory::row)
        .optional();
  }

  /// Somebody with the hash of their password.
  record Login(Staff staff, String hash) {}

  Optional<Login> login(String username) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", password from staff where username = :username and enabled = 1")
        .param("username", username)
        .query((row, number) -> new Login(row(row, number), row.getString("password")))
        .optional();
  }

  boolean isEmpty() {
    return jdbc.sql("select count(*) from staff").query(Integer.class).single() == 0;
  }

  /// @param hash of the password
  Staff add(String username, String name, String hash, Set<Role> roles, @Nullable String group) {
    var staff = new Staff(new StaffId(Ids.next("usr_")), username, name, roles, group);
    jdbc.sql(
            """
            insert into staff (id, username, name, password, roles, group_id, enabled)
            values (:id, :username, :name, :password, :roles, :group, 1)
            """)
        .param("id", staff.id().value())
        .param("username", username)
        .param("name", name)
        .param("password", hash)
        .param("roles", wire(roles))
        .param("group", group)
        .update();
    return staff;
  }

  /// Everybody, also those who may not sign in any more.
  Optional<Entry> entry(StaffId id) {
    return jdbc.sql("select " + COLUMNS + ", password, enabled from staff where id = :id")
        .param("id", id.value())
        .query((row, number) ->
            new Entry(row(row, number), row.getString("password"), row.getInt("enabled") == 1))
        .optional();
  }

  /// @param hash of the password
  record Entry(Staff staff, String hash, boolean enabled) {}

  void change(Entry now) {
    jdbc.sql(
            """
            update staff
            set name = :name, password = :password, roles = :roles, group_id = :group,
              enabled = :enabled
            where id = :id
            """)
        .param("id", now.staff().id().value())
        .param("name", now.staff().name())
        .param("password", now.hash())
        .param("roles", wire(now.staff().roles()))
        .param("group", now.staff().group())
        .param("enabled", now.enabled() ? 1 : 0)
        .update();
  }

  private static String wire(Set<Role> roles) {
    return roles.stream()
        .sorted()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  static Staff row(ResultSet row, int number) throws SQLException {
    var roles = EnumSet.noneOf(Role.class);
    Arrays.stream(row.getString("roles").split(" ", -1))
        .map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT)))
        .forEach(roles::add);
    return new Staff(
        new StaffId(row.getString("id")),
        row.getString("username"),
        row.getString("name"),
        roles,
        row.getString("group_id"));
  }
}
