package dev.kefu.commerce.demo;

import org.jspecify.annotations.Nullable;

/// A row of `demo_order`.
///
/// @param state the wire name of an [dev.kefu.commerce.OrderState]
record OrderRow(
    String orderId,
    String buyer,
    String state,
    long createdAt,
    @Nullable Long paidAt,
    @Nullable Long shippedAt,
    @Nullable Long signedAt,
    @Nullable Long closedAt,
    @Nullable String courier,
    @Nullable String parcel,
    String province,
    String city,
    String address,
    String receiver,
    String phone,
    long shippingFeeFen,
    long discountFen,
    String note) {}
