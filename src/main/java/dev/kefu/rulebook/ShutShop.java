package dev.kefu.rulebook;

import dev.kefu.commerce.Answer;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers nothing: for looking at what was said long ago, when today's facts would mislead.
final class ShutShop implements Products, Promotions, Shipping {

  @Override
  public Answer<Product> find(String sku) {
    return shut();
  }

  @Override
  public Answer<List<Product>> search(String text, String afterSku, int limit) {
    return shut();
  }

  @Override
  public Answer<List<Product>> ofProduct(String product) {
    return shut();
  }

  @Override
  public Answer<List<Promotion>> running(Instant at) {
    return shut();
  }

  @Override
  public Answer<List<Promotion>> of(String sku, Instant at) {
    return shut();
  }

  @Override
  public Answer<Parcel> parcel(String parcel) {
    return shut();
  }

  @Override
  public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
    return shut();
  }

  Orders orders() {
    return new Orders() {
      @Override
      public Answer<Order> find(String order) {
        return shut();
      }

      @Override
      public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
        return shut();
      }

      @Override
      public Answer<List<Order>> inState(OrderState state, int limit) {
        return shut();
      }
    };
  }

  Members members() {
    return _ -> shut();
  }

  private static <T> Answer<T> shut() {
    return new Answer.Failed<>("not asked");
  }
}
