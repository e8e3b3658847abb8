package dev.kefu.commerce.demo;

import dev.kefu.account.DemoMode;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;

/// Whether there is a demo shop at all.
final class DemoShop {

  private DemoShop() {}

  /// @throws Refusal `not_found` without the demo
  static void require(DemoMode demo) {
    if (!demo.enabled()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "演示店铺未开启");
    }
  }
}
