package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Shipping;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.commerce.taobao.Parcels.Journey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parcels of a shop on the platform.
class TaobaoShipping implements Shipping {

  private static final String NO_TRACE = "平台没有这个包裹的物流轨迹";
  private static final String UNKNOWN_TRADE = "平台只能按订单查物流，请从订单里打开这个包裹";
  private static final String NO_QUOTES = "平台没有提供运费查询";

  /// How old the trades are among which a parcel nobody has heard of is looked for.
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  private static final int PAGE = 100;
  private static final int LONGEST_NUMBER = 64;

  private final TopGateway gateway;
  private final Pages pages;
  private final Trades trades;
  private final Parcels journeys;
  private final Surroundings around;
  private final Kept<Parcel> parcels;

  TaobaoShipping(
      TopGateway gateway, Pages pages, Trades trades, Parcels journeys, Surroundings around) {
    this.gateway = gateway;
    this.pages = pages;
    this.trades = trades;
    this.journeys = journeys;
    this.around = around;
    this.parcels = new Kept<>(Freshness.PARCEL, around);
  }

  @Override
  public Answer<Parcel> parcel(String parcel) {
    return parcel.isBlank() || parcel.length() > LONGEST_NUMBER
        ? new Answer.Missing<>()
        : parcels.get(parcel, asked -> ask(parcel, asked));
  }

  /// What the shop said of it last.
  Optional<Told<Parcel>> last(String parcel) {
    return parcels.last(parcel);
  }

  void forget(String parcel) {
    parcels.forget(parcel);
  }

  private Answer<Parcel> ask(String parcel, Asked asked) {
    var known = journeys.find(parcel);
    var journey = known.isPresent() ? new Answer.Found<>(known.get()) : lookedFor(parcel);
    return switch (journey) {
      case Answer.Found<Journey>(var found) -> trace(parcel, found, asked);
      case Answer.Missing<Journey> _ -> new Answer.Missing<>();
      case Answer.Failed<Journey>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  /// The platform cannot be asked for a parcel's trade: looks through the trades there are. If
  /// these are too many, nobody knows whether there is such a parcel.
  private Answer<Journey> lookedFor(String parcel) {
    var method = "taobao.trades.sold.get";
    var since = around.clock().instant().minus(LOOK_BACK);
    var values =
        Map.of(
            "fields", "tid,orders", "use_has_next", "true", "start_created", TopTime.text(since));
    Predicate<List<Row>> enough =
        rows -> {
          rows.forEach(journeys::learn);
          return journeys.find(parcel).isPresent();
        };
    return gateway.reading(
        method,
        () ->
            switch (pages.list(method, values, PAGE, "trades", "trade", enough)) {
              case Answer.Found<Pages.Listed>(var listed) -> {
                listed.rows().forEach(journeys::learn);
                yield journeys
                    .find(parcel)
                    .<Answer<Journey>>map(Answer.Found::new)
                    .orElseGet(() -> unknown(listed.whole()));
              }
              case Answer.Missing<Pages.Listed> _ -> new Answer.Missing<>();
              case Answer.Failed<Pages.Listed>(var reason) -> new Answer.Failed<>(reason);
            });
  }

  private static Answer<Journey> unknown(boolean sawAll) {
    return sawAll ? new Answer.Missing<>() : new Answer.Failed<>(UNKNOWN_TRADE);
  }

  private Answer<Parcel> trace(String parcel, Journey journey, Asked asked) {
    var values = new HashMap<>(Map.of("tid", journey.trade()));
    if (!journey.lines().isEmpty()) {
      values.put("is_split", "1");
      values.put("sub_tid", String.join(",", journey.lines()));
    }
    return gateway.read(
        "taobao.logistics.trace.search",
        values,
        body -> parcel(parcel, journey, Row.of("trace", body), asked));
  }

  private Answer<Parcel> parcel(String parcel, Journey journey, Row trace, Asked asked) {
    if (!trace.text("out_sid").equals(parcel)) {
      throw new Unreadable("is not the parcel that was asked for");
    }
    var steps = trace.list("trace_list", "transit_step_info");
    if (steps.isEmpty()) {
      return new Answer.Failed<>(NO_TRACE);
    }
    var courier = trades.courier(trace.textOr("company_name", ""));
    return new Answer.Found<>(
        new Parcel(
            parcel,
            journey.trade(),
            Objects.requireNonNullElse(courier, ""),
            journeys.state(steps),
            Parcels.scans(steps),
            asked.at(),
            Items.SOURCE));
  }

  @Override
  public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
    return new Answer.Failed<>(NO_QUOTES);
  }
}
