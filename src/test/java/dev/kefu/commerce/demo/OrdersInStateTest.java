package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersInStateTest {

  @TempDir Path temp;

  @Test
  void onlyThoseInTheStateAreListed() throws Exception {
    var small = SmallShop.in(Files.createDirectory(temp.resolve("kb")));
    try (var shop = DemoShopFixture.open(temp.resolve("data")).filledFrom(small.folder())) {
      var paid = shop.orders.inState(OrderState.PAID, 10).found().orElseThrow();
      var shipped = shop.orders.inState(OrderState.SHIPPED, 10).found().orElseThrow();

      assertThat(paid).extracting(Order::order).containsExactly("YS1");
      assertThat(shipped).extracting(Order::order).containsExactly("YS2");
    }
  }
}
