package dev.kefu.commerce;

import org.jspecify.annotations.NullMarked;

/// The doors of a shop, whichever connector stands behind them.
@NullMarked
public record ShopDoors(
    Facts facts,
    Products products,
    Orders orders,
    Shipping shipping,
    Promotions promotions,
    Members members,
    Payouts payouts,
    String source) {}
