package dev.kefu.content;

import dev.kefu.base.Stage;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `shop.yaml`.
final class ShopFile {

  private static final int MAX_NAME = 40;
  private static final int MAX_HOURS = 24 * 60;
  private static final int MAX_CLAIM_DAYS = 90;
  private static final String ID = "[a-z][a-z0-9_]{0,31}";

  private ShopFile() {}

  /// What a file leaves out is as in [Shop#UNTOLD].
  static Shop read(ContentFile file) {
    var shop =
        YamlNode.of(file)
            .only(
                "name", "hours", "cutoff", "rest", "closed", "promise", "departments", "couriers");
    return new Shop(
        shop.get("name").text(MAX_NAME),
        shop.find("hours").map(ShopFile::hours).orElse(Shop.UNTOLD.hours()),
        cutoff(shop),
        shop.find("rest").map(ShopFile::rest).orElse(Set.of()),
        shop.find("closed").map(ShopFile::closed).orElse(Set.of()),
        shop.find("promise").map(ShopFile::promise).orElse(Shop.UNTOLD.promise()),
        shop.find("departments").map(ShopFile::departments).orElse(Shop.UNTOLD.departments()),
        shop.find("couriers").map(ShopFile::couriers).orElse(List.of()));
  }

  private static @Nullable LocalTime cutoff(YamlNode shop) {
    var cutoff = shop.find("cutoff");
    return cutoff.isPresent() ? time(cutoff.get()) : null;
  }

  private static Set<DayOfWeek> rest(YamlNode list) {
    var days = new HashSet<DayOfWeek>();
    for (var item : list.items()) {
      var day =
          item.oneOf("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
      days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)));
    }
    if (days.size() == DayOfWeek.values().length) {
      throw list.error("something has to leave on some day");
    }
    return days;
  }

  private static Set<LocalDate> closed(YamlNode list) {
    var days = new HashSet<LocalDate>();
    for (var item : list.items()) {
      try {
        days.add(LocalDate.parse(item.text()));
      } catch (DateTimeException _) {
        throw item.error("a day (\"2027-02-16\") is expected, not '" + item.text() + "'");
      }
    }
    return days;
  }

  private static Shop.Hours hours(YamlNode hours) {
    hours.only("from", "until", "zone");
    var from = time(hours.get("from"));
    var until = time(hours.get("until"));
    if (from.equals(until)) {
      throw hours.error("'from' and 'until' are the same");
    }
    return new Shop.Hours(from, until, zone(hours.get("zone")));
  }

  private static LocalTime time(YamlNode node) {
    try {
      return LocalTime.parse(node.text());
    } catch (DateTimeException _) {
      throw node.error("a time of day (\"08:00\") is expected, not '" + node.text() + "'");
    }
  }

  private static ZoneId zone(YamlNode node) {
    try {
      return ZoneId.of(node.text());
    } catch (DateTimeException _) {
      throw node.error("'" + node.text() + "' is no time zone");
    }
  }

  private static Shop.Promise promise(YamlNode promise) {
    promise.only("target_h", "limit_h");
    var target = promise.get("target_h").integer(1, MAX_HOURS);
    var limit = promise.get("limit_h").integer(target, MAX_HOURS);
    return new Shop.Promise(Duration.ofHours(target), Duration.ofHours(limit));
  }

  private static List<Shop.Department> departments(YamlNode list) {
    var departments = new ArrayList<Shop.Department>();
    var ids = new HashSet<String>();
    for (var item : list.items()) {
      item.only("id", "name", "stage");
      var stage = item.get("stage").oneOf("pre_sale", "after_sale");
      departments.add(
          new Shop.Department(
              id(item, ids),
              item.get("name").text(MAX_NAME),
              Stage.valueOf(stage.toUpperCase(Locale.ROOT))));
    }
    return departments;
  }

  private static List<Shop.Courier> couriers(YamlNode list) {
    var couriers = new ArrayList<Shop.Courier>();
    var ids = new HashSet<String>();
    var defaultSeen = false;
    for (var item : list.items()) {
      item.only("id", "name", "default", "claim_days");
      var isDefault = item.find("default").map(YamlNode::bool).orElse(false);
      if (isDefault && defaultSeen) {
        throw item.error("a second default courier");
      }
      defaultSeen |= isDefault;
      couriers.add(
          new Shop.Courier(
              id(item, ids),
              item.get("name").text(MAX_NAME),
              isDefault,
              item.find("claim_days")
                  .map(days -> days.integer(1, MAX_CLAIM_DAYS))
                  .orElse(Shop.Courier.CLAIM_DAYS)));
    }
    return couriers;
  }

  private static String id(YamlNode item, Set<String> seen) {
    var node = item.get("id");
    var id = node.text();
    if (!id.matches(ID)) {
      throw node.error("'" + id + "' does not match " + ID);
    }
    if (!seen.add(id)) {
      throw node.error("'" + id + "' stands twice");
    }
    return id;
  }
}
