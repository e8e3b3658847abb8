package dev.kefu.account;

/// Nothing is known of a shopper any more.
public record ShopperErased(ShopperId shopper) {}
