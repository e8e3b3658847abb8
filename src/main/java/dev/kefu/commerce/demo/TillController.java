package dev.kefu.commerce.demo;

import dev.kefu.account.DemoMode;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.OrderView;
import dev.kefu.commerce.ParcelView;
import dev.kefu.commerce.ProductView;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The demo shop's own till, for any member of staff. Answers what is true afterwards, even while
/// the line to the shop is cut.
@RestController
@OfDemoShop
@RequestMapping("/api/v1/demo")
class TillController {

  private final DemoMode demo;
  private final DemoTill till;
  private final DemoProducts products;
  private final DemoOrders orders;
  private final DemoShipping shipping;
  private final Facts facts;

  TillController(
      DemoMode demo,
      DemoTill till,
      DemoProducts products,
      DemoOrders orders,
      DemoShipping shipping,
      Facts facts) {
    this.demo = demo;
    this.till = till;
    this.products = products;
    this.orders = orders;
    this.shipping = shipping;
    this.facts = facts;
  }

  @PutMapping("/products/{sku}")
  ProductView change(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String sku,
      @RequestBody TillBodies.ProductChange change) {
    requireTill(staff);
    till.change(sku, change);
    return ProductView.of(products.present(sku), facts);
  }

  @PutMapping("/orders/{id}")
  OrderView change(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestBody TillBodies.OrderChange change) {
    requireTill(staff);
    till.change(id, change);
    return OrderView.of(orders.present(id), facts);
  }

  @PostMapping("/parcels/{no}/scans")
  @ResponseStatus(HttpStatus.CREATED)
  ParcelView scan(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String no,
      @RequestBody TillBodies.NewScan scan) {
    requireTill(staff);
    till.scan(no, scan);
    return ParcelView.of(shipping.present(no));
  }

  private void requireTill(Staff staff) {
    DemoShop.require(demo);
    staff.require(Role.values());
  }
}
