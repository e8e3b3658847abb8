package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signs identities in place of a shop's server, for the demo shop's own page.
@RestController
@ConditionalOnProperty(name = "kefu.shop.connector", havingValue = "demo", matchIfMissing = true)
class DemoIdentityController {

  private static final int MAX_BUYER = 64;

  private final DemoMode demo;
  private final Identities identities;

  DemoIdentityController(DemoMode demo, Identities identities) {
    this.demo = demo;
    this.identities = identities;
  }

  /// @param name what the agent sees; the buyer when left out
  record Buyer(String buyer, @Nullable String name) {
    Buyer {
      SessionController.required(buyer, "buyer");
      if (buyer.length() > MAX_BUYER || (name != null && name.length() > MAX_BUYER)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "buyer 与 name 最长 " + MAX_BUYER + " 个字符");
      }
    }
  }

  record IdentityView(String identity) {}

  @PostMapping("/api/v1/demo/identities")
  IdentityView sign(@RequestBody Buyer buyer) {
    if (!demo.enabled()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "演示店铺未开启");
    }
    var name = buyer.name() == null ? buyer.buyer() : buyer.name();
    return new IdentityView(identities.sign(new Identity(buyer.buyer(), name)));
  }
}
