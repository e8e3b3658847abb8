package dev.kefu.outreach;

import dev.kefu.base.Ids;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Goods on sale of which nothing is left: somebody has to take them off the shelf. What writes is
/// called inside a transaction.
@Component
class ShelfAlerts {

  private static final int PAGE = 500;

  private final Products products;
  private final JdbcClient jdbc;
  private final JdbcClient reader;

  ShelfAlerts(Products products, JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.products = products;
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// @param closedAt when it was off the shelf, or there was more
  record ShelfAlert(
      String id, String sku, String title, Instant openedAt, @Nullable Instant closedAt) {}

  /// SKUs to be taken off the shelf now, with their titles; null when the shop does not answer.
  @Nullable Map<String, String> gone() {
    var gone = new HashMap<String, String>();
    var after = "";
    while (true) {
      if (!(products.search("", after, PAGE) instanceof Answer.Found<List<Product>>(var found))) {
        return null;
      }
      found.stream()
          .filter(product -> product.onSale() && product.stock() == 0)
          .forEach(product -> gone.put(product.sku(), product.fullTitle()));
      if (found.size() < PAGE) {
        return gone;
      }
      after = found.getLast().sku();
    }
  }

  /// Opens what is missing and closes what is no longer so.
  void keep(Map<String, String> gone, Instant now) {
    gone.forEach((sku, title) -> open(sku, title, now));
    open(PAGE).stream()
        .filter(alert -> !gone.containsKey(alert.sku()))
        .forEach(alert -> close(alert.id(), now));
  }

  private void open(String sku, String title, Instant now) {
    jdbc.sql(
            """
            insert into shelf_alert (id, sku, title, opened_at) values (:id, :sku, :title, :now)
            on conflict (sku) where closed_at is null do nothing
            """)
        .param("id", Ids.next("alert_"))
        .param("sku", sku)
        .param("title", title)
        .param("now", now.toEpochMilli())
        .update();
  }

  private void close(String id, Instant now) {
    jdbc.sql("update shelf_alert set closed_at = :now where id = :id and closed_at is null")
        .param("now", now.toEpochMilli())
        .param("id", id)
        .update();
  }

  /// Oldest first.
  List<ShelfAlert> open(int limit) {
    return reader
        .sql(
            """
            select id, sku, title, opened_at, closed_at from shelf_alert
            where closed_at is null order by opened_at, sku limit :limit
            """)
        .param("limit", limit)
        .query(ShelfAlerts::row)
        .list();
  }

  private static ShelfAlert row(ResultSet row, int number) throws SQLException {
    var millis = row.getLong("closed_at");
    var closed = row.wasNull() ? null : Instant.ofEpochMilli(millis);
    return new ShelfAlert(
        row.getString("id"),
        row.getString("sku"),
        row.getString("title"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        closed);
  }
}
