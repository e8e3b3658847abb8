package dev.kefu.commerce.demo;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Fills the demo shop's tables.
///
/// Each list goes in as it stands: what refers to something comes after it.
final class Tables {

  private final JdbcClient writer;

  Tables(JdbcClient writer) {
    this.writer = writer;
  }

  void products(List<ProductRow> rows) {
    insert(
        """
        insert into demo_product (sku, product, title, options, category, price_fen, floor_fen, stock,
          safety_stock, on_sale, weight_g, attributes, restock_at)
        values (:sku, :product, :title, :options, :category, :priceFen, :floorFen, :stock,
          :safetyStock, :onSale, :weightG, :attributes, :restockAt)
        """,
        rows);
  }

  void orders(List<OrderRow> rows) {
    insert(
        """
        insert into demo_order (order_id, buyer, state, created_at, paid_at, shipped_at, signed_at,
          closed_at, courier, parcel, province, city, address, receiver, phone, shipping_fee_fen,
          discount_fen, note)
        values (:orderId, :buyer, :state, :createdAt, :paidAt, :shippedAt, :signedAt,
          :closedAt, :courier, :parcel, :province, :city, :address, :receiver, :phone,
          :shippingFeeFen, :discountFen, :note)
        """,
        rows);
  }

  void lines(List<Rows.LineRow> rows) {
    insert(
        """
        insert into demo_order_line (order_id, place, sku, quantity, price_fen)
        values (:orderId, :place, :sku, :quantity, :priceFen)
        """,
        rows);
  }

  void parcels(List<Rows.ParcelRow> rows) {
    insert(
        """
        insert into demo_parcel (parcel, order_id, courier, state)
        values (:parcel, :orderId, :courier, :state)
        """,
        rows);
  }

  void scans(List<Rows.ScanRow> rows) {
    insert(
        """
        insert into demo_scan (parcel, step, scanned_at, place, told)
        values (:parcel, :step, :scannedAt, :place, :told)
        """,
        rows);
  }

  void members(List<Rows.MemberRow> rows) {
    insert(
        """
        insert into demo_member (buyer, name, tier, points, phone, joined_at)
        values (:buyer, :name, :tier, :points, :phone, :joinedAt)
        """,
        rows);
  }

  void fees(List<Rows.FeeRow> rows) {
    insert(
        """
        insert into demo_shipping_fee (courier, province, first_g, first_fen, step_g, step_fen,
          served, days)
        values (:courier, :province, :firstG, :firstFen, :stepG, :stepFen, :served, :days)
        """,
        rows);
  }

  void promotions(List<Rows.PromotionRow> rows) {
    insert(
        """
        insert into demo_promotion (id, place, title, kind, level, skus, categories, threshold_fen,
          reduce_fen, percent, price_fen, every, cap_fen, nth, tiers, window_name)
        values (:id, :place, :title, :kind, :level, :skus, :categories, :thresholdFen,
          :reduceFen, :percent, :priceFen, :every, :capFen, :nth, :tiers, :windowName)
        """,
        rows);
  }

  private void insert(String sql, List<? extends Record> rows) {
    for (var row : rows) {
      writer.sql(sql).paramSource(row).update();
    }
  }
}
