package dev.kefu.conversation;

import org.jspecify.annotations.Nullable;

/// Where the shopper came from and what the question is about.
public record Context(
    @Nullable String sku, @Nullable String order, @Nullable String page, @Nullable String source) {

  public static final Context NONE = new Context(null, null, null, null);
}
