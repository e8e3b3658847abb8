package dev.kefu.assist;

import dev.kefu.base.Folding;
import dev.kefu.commerce.Product;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the SKU whose options a shopper names: 黑色 M, of the product on the page.
final class Options {

  private static final String SEPARATOR = "/";

  private Options() {}

  /// The sibling that holds every option the text names; the others are kept from `current` as far
  /// as there is such a sibling. `current` itself when the text names none, or more than one SKU
  /// can hold.
  static Product named(String text, Product current, List<Product> siblings) {
    var folded = Folding.fold(text);
    var named =
        Stream.concat(siblings.stream(), Stream.of(current))
            .flatMap(Options::parts)
            .filter(part -> names(folded, part))
            .collect(Collectors.toSet());
    if (named.isEmpty()) {
      return current;
    }
    return siblings.stream()
        .filter(sibling -> parts(sibling).collect(Collectors.toSet()).containsAll(named))
        .max(Comparator.comparingLong(sibling -> shared(sibling, current)))
        .orElse(current);
  }

  private static long shared(Product sibling, Product current) {
    Set<String> own = parts(current).collect(Collectors.toSet());
    return parts(sibling).filter(own::contains).count();
  }

  private static Stream<String> parts(Product product) {
    return Stream.of(product.options().split(SEPARATOR, -1))
        .map(Folding::fold)
        .filter(part -> !part.isEmpty());
  }

  /// `m` is named by "m码" but not by "max" or "xm".
  private static boolean names(String text, String part) {
    int at = text.indexOf(part);
    while (at >= 0) {
      if (endsWord(text, at - 1, part.charAt(0))
          && endsWord(text, at + part.length(), part.charAt(part.length() - 1))) {
        return true;
      }
      at = text.indexOf(part, at + 1);
    }
    return false;
  }

  private static boolean endsWord(String text, int neighbour, char own) {
    return !isLatin(own)
        || neighbour < 0
        || neighbour >= text.length()
        || !isLatin(text.charAt(neighbour));
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
