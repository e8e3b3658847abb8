package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import dev.kefu.commerce.taobao.Shelf.Shelved;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The goods of a shop on the platform.
///
/// The platform searches titles only, so the names of all goods are kept here for a while and
/// searched here; price and stock of what was found are asked for each time.
class TaobaoProducts implements Products {

  private static final String AMBIGUOUS = "这个商家编码在平台上对应多个商品，无法确定是哪一个";

  /// Names, and where a code is found, change seldom.
  private static final Duration NAMES = Duration.ofMinutes(10);

  /// Nobody who serves a shopper waits so long: the list goes on without them.
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String WHOLE = "shelf";

  private static final Comparator<Product> BY_SKU = Comparator.comparing(Product::sku);

  private final Shelf shelf;
  private final Kept<Product> products;
  private final Kept<List<Product>> lists;
  private final Kept<List<Shelved>> names;
  private final Kept<List<String>> places;

  TaobaoProducts(Shelf shelf, Surroundings around) {
    this.shelf = shelf;
    this.products = new Kept<>(Freshness.PRODUCT, around);
    this.lists = new Kept<>(Freshness.PRODUCT, around);
    this.names = new Kept<>(NAMES, around);
    this.places = new Kept<>(NAMES, around);
  }

  @Override
  public Answer<Product> find(String sku) {
    return sku.isBlank() ? new Answer.Missing<>() : products.get(sku, asked -> ask(sku, asked));
  }

  /// What the shop said of it last.
  Optional<Told<Product>> last(String sku) {
    return products.last(sku);
  }

  void forget(String sku) {
    products.forget(sku);
    lists.forgetAll();
  }

  private Answer<Product> ask(String sku, Asked asked) {
    return switch (places.getInTime(sku, LONGEST, _ -> shelf.itemsWith(sku))) {
      case Answer.Found<List<String>>(var items) when !items.isEmpty() -> ask(sku, items, asked);
      case Answer.Found<List<String>> _, Answer.Missing<List<String>> _ -> nowhere(sku);
      case Answer.Failed<List<String>>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private Answer<Product> ask(String sku, List<String> items, Asked asked) {
    return switch (shelf.now(items, asked)) {
      case Answer.Found<List<Shelved>>(var found) ->
          chosen(
              sku, found.stream().map(Shelved::product).filter(p -> p.sku().equals(sku)).toList());
      case Answer.Missing<List<Shelved>> _ -> nowhere(sku);
      case Answer.Failed<List<Shelved>>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  /// It may be elsewhere in a moment.
  private <T> Answer<T> nowhere(String sku) {
    places.forget(sku);
    return new Answer.Missing<>();
  }

  /// Sellers give one code to several items: then it is the one on sale, and if that is not one,
  /// nobody knows whose price to tell.
  private Answer<Product> chosen(String sku, List<Product> found) {
    if (found.isEmpty()) {
      return nowhere(sku);
    }
    var one = only(found);
    return one.<Answer<Product>>map(Answer.Found::new)
        .orElseGet(() -> new Answer.Failed<>(AMBIGUOUS));
  }

  private static Optional<Product> only(List<Product> same) {
    var some = same.size() == 1 ? same : same.stream().filter(Product::onSale).toList();
    return some.size() == 1 ? Optional.of(some.getFirst()) : Optional.empty();
  }

  @Override
  public Answer<List<Product>> search(String text, String afterSku, int limit) {
    var words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    return lists.get(
        String.join("\n", "search", text.strip(), afterSku, Integer.toString(limit)),
        asked -> live(p -> p.sku().compareTo(afterSku) > 0 && holds(p, words), limit, asked));
  }

  private static boolean holds(Product product, List<String> words) {
    var all =
        String.join(" ", product.title(), product.options(), product.sku(), product.product())
            .toLowerCase(Locale.ROOT);
    return words.stream().allMatch(all::contains);
  }

  @Override
  public Answer<List<Product>> ofProduct(String product) {
    return lists.get(
        "product\n" + product,
        asked -> live(p -> p.product().equals(product), Integer.MAX_VALUE, asked));
  }

  /// Those of all goods that are wanted, as they are now.
  private Answer<List<Product>> live(Predicate<Product> wanted, int limit, Asked asked) {
    return switch (names.getInTime(WHOLE, LONGEST, shelf::all)) {
      case Answer.Found<List<Shelved>>(var all) -> {
        var codes =
            all.stream()
                .map(Shelved::product)
                .filter(wanted)
                .map(Product::sku)
                .distinct()
                .sorted()
                .limit(limit)
                .collect(Collectors.toSet());
        yield codes.isEmpty() ? new Answer.Found<>(List.of()) : live(all, codes, asked);
      }
      case Answer.Missing<List<Shelved>> _ -> new Answer.Found<>(List.of());
      case Answer.Failed<List<Shelved>>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private Answer<List<Product>> live(List<Shelved> all, Set<String> codes, Asked asked) {
    var items =
        all.stream()
            .filter(each -> codes.contains(each.product().sku()))
            .map(Shelved::item)
            .distinct()
            .toList();
    return switch (shelf.now(items, asked)) {
      case Answer.Found<List<Shelved>>(var found) -> new Answer.Found<>(known(found, codes, asked));
      case Answer.Missing<List<Shelved>> _ -> new Answer.Found<>(List.of());
      case Answer.Failed<List<Shelved>>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private List<Product> known(List<Shelved> found, Set<String> codes, Asked asked) {
    var known =
        found.stream()
            .map(Shelved::product)
            .filter(product -> codes.contains(product.sku()))
            .collect(Collectors.groupingBy(Product::sku))
            .values()
            .stream()
            .flatMap(same -> only(same).stream())
            .sorted(BY_SKU)
            .toList();
    known.forEach(product -> products.learn(product.sku(), product, asked));
    return known;
  }
}
