package dev.kefu.commerce.demo;

import dev.kefu.account.DemoMode;
import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.ShopDoors;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.content.ContentFolder;
import dev.kefu.content.ContentImport;
import dev.kefu.content.Imports;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// The demo shop on a real database, filled from a content folder.
@NullMarked
public final class DemoShopFixture implements AutoCloseable {

  static final Instant NOW = ShopContract.NOW;

  final TestDatabase database;
  final TurnedClock clock = new TurnedClock(NOW);
  final List<Object> events = new ArrayList<>();
  final ShopProfile profile;
  final DemoLine line;
  final DemoProducts products;
  final DemoOrders orders;
  final DemoShipping shipping;
  final DemoPromotions promotions;
  final DemoMembers members;
  final DemoFacts facts;
  final DemoPayouts payouts;
  final DemoTill till;

  DemoShopFixture(Path data, DemoMode demo) {
    database = TestDatabase.create(data);
    profile = new ShopProfile(database.reader());
    line = new DemoLine(demo, database.writer(), database.reader(), database.transactions(), clock);
    products = new DemoProducts(line, database.reader());
    orders = new DemoOrders(line, profile, database.reader());
    shipping = new DemoShipping(line, profile, database.reader());
    promotions = new DemoPromotions(line, database.reader());
    members = new DemoMembers(line, database.reader());
    facts = new DemoFacts(line, products, orders, shipping, promotions, members, profile, clock);
    payouts = new DemoPayouts(line, database.writer(), database.transactions(), events::add, clock);
    till = new DemoTill(database.writer(), database.transactions(), profile, events::add, clock);
  }

  /// A small shop in a folder of its own.
  public static DemoShopFixture small(Path temp) {
    return open(temp.resolve("data")).filledFrom(SmallShop.in(temp.resolve("kb")).folder());
  }

  static DemoShopFixture open(Path data) {
    return new DemoShopFixture(data, new DemoMode(true, "127.0.0.1", "demo"));
  }

  public ShopDoors doors() {
    return new ShopDoors(
        facts, products, orders, shipping, promotions, members, payouts, DemoLine.SOURCE);
  }

  public TurnedClock clock() {
    return clock;
  }

  public ShopProfile profile() {
    return profile;
  }

  public void setStock(String sku, int stock) {
    till.change(sku, new TillBodies.ProductChange(stock, null, null));
  }

  public void setPrice(String sku, long priceFen) {
    till.change(sku, new TillBodies.ProductChange(null, priceFen, null));
  }

  ContentImport room() {
    return new DemoImport(database.writer());
  }

  /// Imports a content folder; a mistake in it is a `StartRefused`.
  DemoShopFixture filledFrom(Path folder) {
    Imports.run(ContentFolder.at(folder), List.of(room()), database, clock);
    return this;
  }

  int rows(String table) {
    return database.reader().sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Override
  public void close() {
    database.close();
  }
}
