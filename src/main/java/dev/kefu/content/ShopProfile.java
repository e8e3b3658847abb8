package dev.kefu.content;

import dev.kefu.base.Stage;
import dev.kefu.storage.ReadOnly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the database knows of the shop itself. Reads each time it is asked; any thread.
@Component
public class ShopProfile {

  private static final int MOST = 1_000;

  private final JdbcClient reader;
  private final Supplier<DispatchTerms> terms;

  /// @param terms looked for when they are first needed: who keeps them may need this room
  @Autowired
  ShopProfile(@ReadOnly JdbcClient reader, ObjectProvider<DispatchTerms> terms) {
    this.reader = reader;
    this.terms = () -> terms.getIfAvailable(() -> told -> told);
  }

  public ShopProfile(JdbcClient reader, DispatchTerms terms) {
    this.reader = reader;
    this.terms = () -> terms;
  }

  /// As the content folder told it.
  public ShopProfile(JdbcClient reader) {
    this(reader, told -> told);
  }

  /// Where the shop's days begin and end.
  public ZoneId zone() {
    return reader
        .sql("select zone from shop limit 1")
        .query(String.class)
        .optional()
        .map(ZoneId::of)
        .orElse(Shop.UNTOLD.zone());
  }

  /// The shop as it holds now.
  public Shop shop() {
    var told = told();
    return told.sending(terms.get().over(told.dispatch()));
  }

  /// The shop as the content folder told it; [Shop#UNTOLD] when it told nothing.
  public Shop told() {
    // read first: a query inside another's rows would take a second connection
    var departments = departments();
    var couriers = couriers();
    var closed = closedDays();
    return reader
        .sql(
            """
            select name, opens, closes, zone, cutoff, rest_days, target_h, limit_h
            from shop
            limit 1
            """)
        .query((row, _) ->
            new Shop(
                row.getString("name"),
                new Shop.Hours(
                    LocalTime.parse(row.getString("opens")),
                    LocalTime.parse(row.getString("closes")),
                    ZoneId.of(row.getString("zone"))),
                timeOrNull(row.getString("cutoff")),
                daysOfWeek(row.getString("rest_days")),
                closed,
                new Shop.Promise(
                    Duration.ofHours(row.getInt("target_h")),
                    Duration.ofHours(row.getInt("limit_h"))),
                departments,
                couriers))
        .optional()
        .orElse(Shop.UNTOLD);
  }

  public Windows windows() {
    return new Windows(
        reader
            .sql(
                """
                select name, title, starts_at, ends_at
                from validity_window
                order by starts_at, name
                limit :most
                """)
            .param("most", MOST)
            .query((row, _) ->
                new Windows.Window(
                    row.getString("name"),
                    row.getString("title"),
                    Instant.ofEpochMilli(row.getLong("starts_at")),
                    Instant.ofEpochMilli(row.getLong("ends_at"))))
            .list());
  }

  private List<Shop.Department> departments() {
    return reader
        .sql("select id, name, stage from shop_department order by place limit :most")
        .param("most", MOST)
        .query((row, _) ->
            new Shop.Department(
                row.getString("id"), row.getString("name"), Stage.valueOf(row.getString("stage"))))
        .list();
  }

  private List<Shop.Courier> couriers() {
    return reader
        .sql(
            """
            select id, name, is_default, claim_days from shop_courier order by place limit :most
            """)
        .param("most", MOST)
        .query((row, _) ->
            new Shop.Courier(
                row.getString("id"),
                row.getString("name"),
                row.getInt("is_default") == 1,
                row.getInt("claim_days")))
        .list();
  }

  private Set<LocalDate> closedDays() {
    return reader
        .sql("select day from shop_closed_day order by day limit :most")
        .param("most", MOST)
        .query((row, _) -> LocalDate.parse(row.getString("day")))
        .set();
  }

  private static Set<DayOfWeek> daysOfWeek(String names) {
    return names.isEmpty()
        ? Set.of()
        : Stream.of(names.split(",", -1)).map(DayOfWeek::valueOf).collect(Collectors.toSet());
  }

  private static @Nullable LocalTime timeOrNull(@Nullable String text) {
    return text == null ? null : LocalTime.parse(text);
  }
}
