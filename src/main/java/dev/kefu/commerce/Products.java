package dev.kefu.commerce;

import java.util.List;

/// The shelf, live.
public interface Products {

  Answer<Product> find(String sku);

  /// SKUs whose title, options, SKU or product code hold every word of `text`; all when it is
  /// blank.
  ///
  /// @param limit 1 to 200
  List<Product> search(String text, int limit);

  /// All SKUs of one product code.
  List<Product> ofProduct(String product);
}
