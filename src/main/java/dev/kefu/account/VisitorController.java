package dev.kefu.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Begins a shopper's visit.
@RestController
@RequestMapping("/api/v1/visitors")
class VisitorController {

  private final Shoppers shoppers;
  private final Identities identities;

  VisitorController(Shoppers shoppers, Identities identities) {
    this.shoppers = shoppers;
    this.identities = identities;
  }

  /// @param device the browser's own name of itself; not a proof of anything
  /// @param identity what the shop signed; without it the shopper is anonymous
  record Visitor(@Nullable String device, @Nullable String identity) {}

  record VisitorView(ShopperId shopper, String token, Instant expiresAt) {}

  @PostMapping
  VisitorView begin(@RequestBody(required = false) @Nullable Visitor visitor) {
    var identity = visitor == null ? null : visitor.identity();
    var visit = identity == null ? shoppers.anonymous() : shoppers.of(identities.verify(identity));
    return new VisitorView(visit.shopper().id(), visit.token(), visit.expiresAt());
  }
}
