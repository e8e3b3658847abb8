package dev.kefu.commerce.demo;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.Promotions;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What runs in the demo shop.
@Component
@OfDemoShop
class DemoPromotions implements Promotions {

  private static final String PROMOTION = DemoLine.wireName(FactKind.PROMOTION);
  private static final int MOST = 1_000;

  private final DemoLine line;
  private final JdbcClient reader;

  DemoPromotions(DemoLine line, @ReadOnly JdbcClient reader) {
    this.line = line;
    this.reader = reader;
  }

  @Override
  public Answer<List<Promotion>> running(Instant at) {
    return line.many(PROMOTION, () -> runningAt(at));
  }

  @Override
  public Answer<List<Promotion>> of(String sku, Instant at) {
    return line.many(
        PROMOTION,
        () ->
            DemoProducts.row(reader, sku)
                .map(p -> p.told(at))
                .map(p -> runningAt(at).stream().filter(r -> r.isFor(p)).toList())
                .orElse(List.of()));
  }

  private List<Promotion> runningAt(Instant at) {
    return reader
        .sql(
            """
            select p.id, p.title, p.kind, p.level, p.skus, p.categories, p.threshold_fen, p.reduce_fen, p.percent,
              p.price_fen, p.every, p.cap_fen, p.nth, p.tiers, w.starts_at, w.ends_at
            from demo_promotion p
            left join validity_window w on w.name = p.window_name
            where p.window_name is null or (w.starts_at <= :at and w.ends_at > :at)
            order by p.place
            limit :most
            """)
        .param("at", at.toEpochMilli())
        .param("most", MOST)
        .query(Rows.of(Running.class))
        .list()
        .stream()
        .map(r -> r.told(line.now()))
        .toList();
  }

  record Running(
      String id,
      String title,
      String kind,
      @Nullable String level,
      String skus,
      String categories,
      long thresholdFen,
      long reduceFen,
      int percent,
      @Nullable Long priceFen,
      int every,
      @Nullable Long capFen,
      @Nullable Integer nth,
      String tiers,
      @Nullable Long startsAt,
      @Nullable Long endsAt) {

    Promotion told(Instant asOf) {
      return new Promotion(
          id,
          title,
          kind,
          level == null ? null : Level.valueOf(level.toUpperCase(Locale.ROOT)),
          parts(skus),
          parts(categories),
          thresholdFen == 0 ? null : thresholdFen,
          reduceFen == 0 ? null : reduceFen,
          percent == 0 ? null : percent,
          priceFen,
          every == 1,
          capFen,
          nth,
          parts(tiers),
          startsAt == null ? null : Instant.ofEpochMilli(startsAt),
          endsAt == null ? null : Instant.ofEpochMilli(endsAt),
          asOf,
          DemoLine.SOURCE);
    }

    private static List<String> parts(String joined) {
      return joined.isEmpty() ? List.of() : List.of(joined.split("\\|"));
    }
  }
}
