package dev.kefu.commerce;

/// The last piece of something on sale is gone: look there. Raised after the commit.
public record StockRanOut(String sku) {}
