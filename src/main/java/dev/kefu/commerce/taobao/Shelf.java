package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Asks the platform for goods: which there are, where a code is found, and how they are now.
class Shelf {

  private static final int PAGE = 200;
  private static final int AT_ONCE = 20;

  /// A code of the platform's own numbers.
  private static final String NUMBERS = "[0-9]{1,18}:[0-9]{1,18}";

  private final TopGateway gateway;
  private final Pages pages;
  private final Items items;

  Shelf(TopGateway gateway, Pages pages, Items items) {
    this.gateway = gateway;
    this.pages = pages;
    this.items = items;
  }

  /// A product and the number of the item it belongs to.
  record Shelved(String item, Product product) {}

  /// All there is, on sale or not.
  Answer<List<Shelved>> all(Asked asked) {
    var numbers = new ArrayList<String>();
    for (var method : List.of("taobao.items.onsale.get", "taobao.items.inventory.get")) {
      switch (numbers(method)) {
        case Answer.Found<List<String>>(var found) -> numbers.addAll(found);
        case Answer.Missing<List<String>> _ -> {}
        case Answer.Failed<List<String>>(var reason) -> {
          return new Answer.Failed<>(reason);
        }
      }
    }
    return now(numbers.stream().distinct().toList(), asked);
  }

  private Answer<List<String>> numbers(String method) {
    var fields = Map.of("fields", "num_iid,title,outer_id");
    return switch (pages.list(method, fields, PAGE, "items", "item", _ -> false)) {
      case Answer.Found<Pages.Listed>(var listed) ->
          gateway.reading(method, () -> new Answer.Found<>(numbers(listed.rows())));
      case Answer.Missing<Pages.Listed> _ -> new Answer.Found<>(List.of());
      case Answer.Failed<Pages.Listed>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private static List<String> numbers(List<Row> rows) {
    return rows.stream().map(row -> row.text("num_iid")).distinct().toList();
  }

  /// The items in which a code is found: as that of a SKU, or else as that of an item.
  Answer<List<String>> itemsWith(String code) {
    if (code.matches(NUMBERS)) {
      return new Answer.Found<>(List.of(code.substring(0, code.indexOf(':'))));
    }
    var skus = coded("taobao.skus.custom.get", "sku_id,num_iid,outer_id", code, "skus", "sku");
    return skus instanceof Answer.Found<List<String>>(var found) && found.isEmpty()
        ? coded("taobao.items.custom.get", "num_iid,outer_id", code, "items", "item")
        : skus;
  }

  private Answer<List<String>> coded(
      String method, String fields, String code, String outer, String inner) {
    var answer =
        gateway.<List<String>>read(
            method,
            Map.of("fields", fields, "outer_id", code),
            body ->
                new Answer.Found<>(
                    numbers(
                        Row.list(body, outer, inner).stream()
                            .filter(row -> row.textOr("outer_id", "").equals(code))
                            .toList())));
    return answer instanceof Answer.Missing<List<String>> ? new Answer.Found<>(List.of()) : answer;
  }

  /// The goods of some items as they are now.
  Answer<List<Shelved>> now(List<String> numbers, Asked asked) {
    if (numbers.size() == 1) {
      return one(numbers.getFirst(), asked);
    }
    var all = new ArrayList<Shelved>();
    for (int from = 0; from < numbers.size(); from += AT_ONCE) {
      var some = numbers.subList(from, Math.min(from + AT_ONCE, numbers.size()));
      switch (several(some, asked)) {
        case Answer.Found<List<Shelved>>(var found) -> all.addAll(found);
        case Answer.Missing<List<Shelved>> _ -> {}
        case Answer.Failed<List<Shelved>> failed -> {
          return failed;
        }
      }
    }
    return new Answer.Found<>(all);
  }

  private Answer<List<Shelved>> one(String number, Asked asked) {
    Answer<List<Shelved>> answer =
        gateway.read(
            "taobao.item.seller.get",
            Map.of("fields", Items.FIELDS, "num_iid", number),
            body ->
                new Answer.Found<>(
                    shelved(List.of(Row.of("item", body.path("item"))), number::equals, asked)));
    return answer instanceof Answer.Missing<List<Shelved>> ? new Answer.Found<>(List.of()) : answer;
  }

  private Answer<List<Shelved>> several(List<String> numbers, Asked asked) {
    return gateway.read(
        "taobao.items.seller.list.get",
        Map.of("fields", Items.FIELDS, "num_iids", String.join(",", numbers)),
        body ->
            new Answer.Found<>(shelved(Row.list(body, "items", "item"), numbers::contains, asked)));
  }

  private List<Shelved> shelved(List<Row> rows, Function<String, Boolean> wanted, Asked asked) {
    var all = new ArrayList<Shelved>();
    for (var row : rows) {
      var number = row.text("num_iid");
      if (!wanted.apply(number)) {
        throw new Unreadable("is not the item that was asked for");
      }
      items.products(row, asked).forEach(product -> all.add(new Shelved(number, product)));
    }
    return all;
  }
}
