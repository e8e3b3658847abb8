package dev.kefu.commerce.demo;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Parcel.Scan;
import dev.kefu.commerce.Shipping;
import dev.kefu.commerce.demo.Rows.FeeRow;
import dev.kefu.commerce.demo.Rows.ParcelRow;
import dev.kefu.commerce.demo.Rows.ScanRow;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The demo shop's parcels and what sending one costs.
@Component
@OfDemoShop
class DemoShipping implements Shipping {

  private static final String PARCEL = DemoLine.wireName(FactKind.PARCEL);
  private static final String FEE = DemoLine.wireName(FactKind.SHIPPING_FEE);
  private static final int MOST = 1_000;

  private final DemoLine line;
  private final ShopProfile profile;
  private final JdbcClient reader;

  DemoShipping(DemoLine line, ShopProfile profile, @ReadOnly JdbcClient reader) {
    this.line = line;
    this.profile = profile;
    this.reader = reader;
  }

  @Override
  public Answer<Parcel> parcel(String parcel) {
    return line.one(PARCEL, () -> row(reader, parcel).map(this::told));
  }

  /// What is true now, whether or not the line is cut.
  Parcel present(String parcel) {
    return row(reader, parcel).map(this::told).orElseThrow();
  }

  @Override
  public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
    return line.many(FEE, () -> quotesFor(courier, province, weightG));
  }

  static Optional<ParcelRow> row(JdbcClient jdbc, String parcel) {
    return jdbc.sql("select parcel, order_id, courier, state from demo_parcel where parcel = :no")
        .param("no", parcel)
        .query(Rows.of(ParcelRow.class))
        .optional();
  }

  private Parcel told(ParcelRow row) {
    var scans =
        reader
            .sql(
                """
                select parcel, step, scanned_at, place, told
                from demo_scan
                where parcel = :no
                order by scanned_at, step
                limit :most
                """)
            .param("no", row.parcel())
            .param("most", MOST)
            .query(Rows.of(ScanRow.class))
            .list()
            .stream()
            .map(s -> new Scan(Instant.ofEpochMilli(s.scannedAt()), s.place(), s.told()))
            .toList();
    return new Parcel(
        row.parcel(),
        row.orderId(),
        row.courier(),
        row.state(),
        scans,
        line.now(),
        DemoLine.SOURCE);
  }

  private List<Quote> quotesFor(@Nullable String courier, String place, int weightG) {
    var names = courierNames();
    return reader
        .sql(
            """
            select courier, province, first_g, first_fen, step_g, step_fen, served, days
            from demo_shipping_fee
            order by province, courier
            limit :most
            """)
        .param("most", MOST)
        .query(Rows.of(FeeRow.class))
        .list()
        .stream()
        .filter(f -> place.strip().startsWith(f.province()))
        .filter(f -> courier == null || courier.equals(f.courier()))
        .map(f -> quote(f, weightG, names.getOrDefault(f.courier(), f.courier())))
        .sorted(Quote.CHEAPEST_FIRST)
        .toList();
  }

  private Quote quote(FeeRow fee, int weightG, String courierName) {
    var served = fee.served() == 1;
    return new Quote(
        fee.courier(),
        courierName,
        fee.province(),
        weightG,
        served,
        served ? fee.feeFen(weightG) : 0,
        fee.days(),
        line.now(),
        DemoLine.SOURCE);
  }

  private Map<String, String> courierNames() {
    return profile.shop().couriers().stream()
        .collect(Collectors.toMap(Shop.Courier::id, Shop.Courier::name));
  }
}
