package dev.kefu.commerce.demo;

import dev.kefu.account.DemoMode;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.Page;
import dev.kefu.commerce.ListRequest;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the demo shop's page shows to everybody, and the switch that cuts the line to the shop.
@RestController
@OfDemoShop
@RequestMapping("/api/v1/demo")
class ShelfController {

  private final DemoMode demo;
  private final DemoLine line;
  private final Products products;

  ShelfController(DemoMode demo, DemoLine line, Products products) {
    this.demo = demo;
    this.line = line;
    this.products = products;
  }

  record ShelfItem(
      String sku,
      String product,
      String title,
      String options,
      String category,
      long priceFen,
      boolean onSale) {

    static ShelfItem of(Product product) {
      return new ShelfItem(
          product.sku(),
          product.product(),
          product.title(),
          product.options(),
          product.category(),
          product.priceFen(),
          product.onSale());
    }
  }

  /// @param until when the shop answers again by itself
  record OutageView(Set<String> facts, Instant until) {}

  @GetMapping("/catalogue")
  Page<ShelfItem> catalogue(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    DemoShop.require(demo);
    var request = ListRequest.of(limit, cursor);
    var found = products.search(q, request.after(), request.ask()).orRefuse("没有商品");
    return request.page(found, ShelfItem::of, Product::sku);
  }

  /// Makes the shop silent about some facts for a while, to see what the desk does then.
  @PutMapping("/outage")
  OutageView cut(@AuthenticationPrincipal Staff staff, @RequestBody TillBodies.Outage outage) {
    DemoShop.require(demo);
    staff.require(Role.values());
    var until = line.cut(outage.facts(), Duration.ofSeconds(outage.untilS()));
    return new OutageView(outage.facts(), until);
  }
}
