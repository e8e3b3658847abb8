package dev.kefu.commerce.demo;

import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.FactsByDoors;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Single facts of the demo shop, always read anew.
@Component
@OfDemoShop
class DemoFacts implements Facts {

  private static final Logger log = LoggerFactory.getLogger(DemoFacts.class);

  private final DemoLine line;
  private final FactsByDoors doors;

  DemoFacts(
      DemoLine line,
      Products products,
      Orders orders,
      Shipping shipping,
      Promotions promotions,
      Members members,
      ShopProfile profile,
      Clock clock) {
    this.line = line;
    this.doors =
        new FactsByDoors(
            products, orders, shipping, promotions, members, profile, clock, DemoLine.SOURCE);
  }

  @Override
  public Fact read(FactRef ref) {
    try {
      return line.isCut(DemoLine.wireName(ref.fact()))
          ? doors.failed(ref)
          : doors.find(ref).orElseGet(() -> doors.failed(ref));
    } catch (DataAccessException e) {
      log.atWarn().addKeyValue("fact", ref.fact()).setCause(e).log("a fact could not be read");
      return doors.failed(ref);
    }
  }
}
