package dev.kefu.rulebook;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FinalPrices;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.Shipping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A shop outside, with a cup at 129 yuan and one order.
@NullMarked
public final class FakeShop implements Products, Promotions, Shipping {

  public static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  public static final String ORDER = "YS4400126178";
  public static final String BUYER = "xiaoyu_88";

  private static final List<String> REMOTE = List.of("新疆", "西藏", "内蒙古");

  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, Order> orders = new HashMap<>();
  private final List<Promotion> promotions = new ArrayList<>();
  private boolean down;

  public FakeShop() {
    add(product("CUP-A", 12_900));
    add(product("CUP-B", 13_900));
    add(order(ORDER, BUYER, 13_500));
    add(order("YS4400126632", "kexin", 8_900));
    promotions.add(promotion("满199减20", "full_reduction", 19_900L, 2_000L, null));
  }

  public void add(Product product) {
    products.put(product.sku(), product);
  }

  public void add(Order order) {
    orders.put(order.order(), order);
  }

  public void add(Promotion promotion) {
    promotions.add(promotion);
  }

  /// From now on nothing answers.
  public void breakDown() {
    down = true;
  }

  public static Product product(String sku, long priceFen) {
    return new Product(
        sku, "CUP", "云上马克杯", sku, "家居/杯子", true, priceFen, null, 12, 5, null, 500, Map.of(), NOW,
        "test");
  }

  /// The same, not to be sold for less.
  public static Product withFloor(Product p, long floorFen) {
    return new Product(
        p.sku(),
        p.product(),
        p.title(),
        p.options(),
        p.category(),
        p.onSale(),
        p.priceFen(),
        floorFen,
        p.stock(),
        p.safetyStock(),
        p.restockAt(),
        p.weightG(),
        p.attributes(),
        p.asOf(),
        p.source());
  }

  public static Order order(String order, String buyer, long amountFen) {
    return new Order(
        order,
        buyer,
        OrderState.SIGNED,
        List.of(new Order.OrderLine("CUP-A", "云上马克杯", 1, 12_900)),
        amountFen,
        null,
        NOW.minusSeconds(86_400),
        NOW.minusSeconds(86_000),
        NOW.minusSeconds(80_000),
        NOW.minusSeconds(100),
        null,
        "zto",
        "ZT7530520946",
        "江苏",
        "无锡",
        NOW,
        "test");
  }

  public static Promotion promotion(
      String title,
      String kind,
      @Nullable Long thresholdFen,
      @Nullable Long reduceFen,
      @Nullable Integer percent) {
    return new Promotion(
        title, title, kind, List.of(), thresholdFen, reduceFen, percent, null, null, NOW, "test");
  }

  @Override
  public Answer<Product> find(String sku) {
    return answer(products.get(sku));
  }

  @Override
  public Answer<List<Product>> search(String text, String afterSku, int limit) {
    return answer(List.of());
  }

  @Override
  public Answer<List<Product>> ofProduct(String product) {
    return answer(products.values().stream().filter(p -> p.product().equals(product)).toList());
  }

  @Override
  public Answer<List<Promotion>> running(Instant at) {
    return answer(List.copyOf(promotions));
  }

  @Override
  public Answer<List<Promotion>> of(String sku, Instant at) {
    return answer(
        promotions.stream().filter(p -> p.skus().isEmpty() || p.skus().contains(sku)).toList());
  }

  @Override
  public Answer<Parcel> parcel(String parcel) {
    var scan = new Parcel.Scan(NOW, "无锡", "派件员张师傅，电话13700001111");
    return answer(new Parcel(parcel, ORDER, "zto", "delivering", List.of(scan), NOW, "test"));
  }

  @Override
  public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
    var served = !province.equals("香港");
    long fee = REMOTE.contains(province) ? 1_800 : province.equals("浙江") ? 0 : 600;
    return answer(
        List.of(new Quote("zto", "中通快递", province, weightG, served, fee, "2", NOW, "test")));
  }

  /// The orders of this shop under the port's own name.
  public Orders orders() {
    return new Orders() {
      @Override
      public Answer<Order> find(String order) {
        return answer(orders.get(order));
      }

      @Override
      public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
        return answer(orders.values().stream().filter(o -> o.buyer().equals(buyer)).toList());
      }

      @Override
      public Answer<List<Order>> inState(OrderState state, int limit) {
        return answer(
            orders.values().stream().filter(o -> o.state() == state).limit(limit).toList());
      }
    };
  }

  /// Everybody is a gold member.
  public Members members() {
    return buyer -> answer(new Members.Member(buyer, buyer, "金卡会员", 100, NOW, "test"));
  }

  public FinalPrices prices() {
    return new FinalPrices(this, this, members());
  }

  private <T> Answer<T> answer(@Nullable T value) {
    if (down) {
      return new Answer.Failed<>("店铺没有回应");
    }
    return value == null ? new Answer.Missing<>() : new Answer.Found<>(value);
  }
}
