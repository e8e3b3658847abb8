package dev.kefu.content;

import static java.util.stream.Collectors.joining;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes the shop's profile and its windows.
@Component
class ShopTables {

  private final JdbcClient writer;

  ShopTables(JdbcClient writer) {
    this.writer = writer;
  }

  void store(Shop shop) {
    writer
        .sql(
            """
            insert into shop (id, name, opens, closes, zone, cutoff, rest_days, target_h, limit_h)
            values (1, :name, :opens, :closes, :zone, :cutoff, :rest, :targetH, :limitH)
            """)
        .param("name", shop.name())
        .param("opens", shop.hours().from().toString())
        .param("closes", shop.hours().until().toString())
        .param("zone", shop.zone().getId())
        .param("cutoff", shop.cutoff() == null ? null : shop.cutoff().toString())
        .param("rest", shop.restDays().stream().map(Enum::name).sorted().collect(joining(",")))
        .param("targetH", shop.promise().target().toHours())
        .param("limitH", shop.promise().limit().toHours())
        .update();
    for (var day : shop.closedDays()) {
      writer
          .sql("insert into shop_closed_day (day) values (:day)")
          .param("day", day.toString())
          .update();
    }
    for (int place = 0; place < shop.departments().size(); place++) {
      store(place, shop.departments().get(place));
    }
    for (int place = 0; place < shop.couriers().size(); place++) {
      store(place, shop.couriers().get(place));
    }
  }

  void store(Windows windows) {
    for (var window : windows.all()) {
      writer
          .sql(
              """
              insert into validity_window (name, title, starts_at, ends_at)
              values (:name, :title, :from, :until)
              """)
          .param("name", window.name())
          .param("title", window.title())
          .param("from", window.from().toEpochMilli())
          .param("until", window.until().toEpochMilli())
          .update();
    }
  }

  private void store(int place, Shop.Department department) {
    writer
        .sql(
            """
            insert into shop_department (id, name, stage, place)
            values (:id, :name, :stage, :place)
            """)
        .param("id", department.id())
        .param("name", department.name())
        .param("stage", department.stage().name())
        .param("place", place)
        .update();
  }

  private void store(int place, Shop.Courier courier) {
    writer
        .sql(
            """
            insert into shop_courier (id, name, is_default, claim_days, place)
            values (:id, :name, :isDefault, :claimDays, :place)
            """)
        .param("id", courier.id())
        .param("name", courier.name())
        .param("isDefault", courier.isDefault() ? 1 : 0)
        .param("claimDays", courier.claimDays())
        .param("place", place)
        .update();
  }
}
