package dev.kefu.commerce;

import java.util.List;

/// The shelf, live.
public interface Products {

  Answer<Product> find(String sku);

  /// SKUs whose title, options, SKU or product code hold every word of `text`; all when it is
  /// blank.
  ///
  /// @param limit 1 to 500
  default Answer<List<Product>> search(String text, int limit) {
    return search(text, "", limit);
  }

  /// The same, in the order of their SKUs and from behind one on.
  ///
  /// @param afterSku empty for the first page
  Answer<List<Product>> search(String text, String afterSku, int limit);

  /// All SKUs of one product code.
  Answer<List<Product>> ofProduct(String product);
}
