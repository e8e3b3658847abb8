package dev.kefu.commerce.taobao;

import dev.kefu.commerce.FactsByDoors;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.KeptFacts;
import dev.kefu.commerce.line.KeptFacts.Last;
import dev.kefu.content.ShopProfile;
import java.util.Map;
import java.util.Optional;

/// All doors of a shop on the platform, and what stands behind several of them.
record TaobaoShop(
    Shelf shelf,
    Parcels parcels,
    TaobaoProducts products,
    TaobaoOrders orders,
    TaobaoShipping shipping,
    Promotions promotions,
    Members members,
    KeptFacts facts,
    TaobaoPayouts payouts) {

  /// A list this long is read page by page; what lies behind is not listed.
  private static final int MOST_PAGES = 25;

  static TaobaoShop of(
      TopGateway gateway,
      int safetyStock,
      Map<String, String> parcelActions,
      ShopProfile profile,
      Surroundings around,
      PayoutNotes notes) {
    var pages = new Pages(gateway, MOST_PAGES);
    var shelf = new Shelf(gateway, pages, new Items(safetyStock));
    var parcels = new Parcels(parcelActions);
    var trades = new Trades(profile);
    var refunds = new Refunds(gateway, pages);
    var products = new TaobaoProducts(shelf, around);
    var orders = new TaobaoOrders(gateway, pages, trades, parcels, refunds, around);
    var shipping = new TaobaoShipping(gateway, pages, trades, parcels, around);
    var promotions = NotOffered.promotions();
    var members = NotOffered.members();
    var doors =
        new FactsByDoors(
            products, orders, shipping, promotions, members, profile, around.clock(), Items.SOURCE);
    var last = new Last(products::last, orders::last, shipping::last, _ -> Optional.empty());
    return new TaobaoShop(
        shelf,
        parcels,
        products,
        orders,
        shipping,
        promotions,
        members,
        new KeptFacts(doors, last, around),
        new TaobaoPayouts(gateway, refunds, notes, orders::forget));
  }
}
