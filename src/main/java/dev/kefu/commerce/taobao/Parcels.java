package dev.kefu.commerce.taobao;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kefu.commerce.Parcel.Scan;
import dev.kefu.commerce.line.Unreadable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads traces as the platform tells them, and remembers with which trade a parcel travels: the
/// platform can be asked for the trace of a trade only. Any thread.
final class Parcels {

  private static final int REMEMBERED = 100_000;

  /// What a step of a trace means.
  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry("GOT", "picked_up"),
          Map.entry("ACCEPT", "picked_up"),
          Map.entry("TMS_ACCEPT", "picked_up"),
          Map.entry("ARRIVE", "in_transit"),
          Map.entry("ARRIVAL", "in_transit"),
          Map.entry("DEPARTURE", "in_transit"),
          Map.entry("TMS_STATION_IN", "in_transit"),
          Map.entry("TMS_STATION_OUT", "in_transit"),
          Map.entry("SENT_SCAN", "delivering"),
          Map.entry("TMS_DELIVERING", "delivering"),
          Map.entry("SIGNED", "signed"),
          Map.entry("TMS_SIGN", "signed"));

  private final Map<String, String> states;
  private final Cache<String, Journey> journeys =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /// @param further steps of couriers that are not known here, and what they mean
  Parcels(Map<String, String> further) {
    var all = new HashMap<>(STATES);
    further.forEach((step, state) -> all.put(step.toUpperCase(Locale.ROOT), state));
    this.states = Map.copyOf(all);
  }

  /// With what a parcel travels.
  ///
  /// @param lines those of its trade that are in it; empty when it holds the whole trade
  record Journey(String trade, List<String> lines) {}

  /// Learns which parcels a trade has.
  void learn(Row trade) {
    var lines = trade.list("orders", "order");
    var numbers = numbers(lines);
    for (var number : numbers) {
      var within =
          numbers.size() == 1
              ? List.<String>of()
              : lines.stream()
                  .filter(line -> line.textOr("invoice_no", "").equals(number))
                  .map(line -> line.text("oid"))
                  .toList();
      journeys.put(number, new Journey(trade.text("tid"), within));
    }
  }

  static List<String> numbers(List<Row> lines) {
    return lines.stream()
        .map(line -> line.textOr("invoice_no", ""))
        .filter(number -> !number.isEmpty())
        .distinct()
        .toList();
  }

  Optional<Journey> find(String parcel) {
    return Optional.ofNullable(journeys.getIfPresent(parcel));
  }

  /// @throws Unreadable for a last step that means nothing to us
  String state(List<Row> steps) {
    var last = steps.stream().max(Comparator.comparing(Parcels::at)).orElseThrow();
    var state = states.get(last.text("action").toUpperCase(Locale.ROOT));
    if (state == null) {
      throw new Unreadable("action is no word we know");
    }
    return state;
  }

  static List<Scan> scans(List<Row> steps) {
    return steps.stream()
        .map(step -> new Scan(at(step), "", step.text("status_desc")))
        .sorted(Comparator.comparing(Scan::at))
        .toList();
  }

  private static Instant at(Row step) {
    return step.moment("status_time");
  }
}
