package dev.kefu.account;

/// A shopper may no longer come in.
public record ShopperBanned(ShopperId shopper) {}
