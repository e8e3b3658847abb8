package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What runs, when and for which goods.
public interface Promotions {

  /// Every kind there is.
  ///
  /// | kind | gives | level unless told |
  /// | --- | --- | --- |
  /// | `discount` | `percent` of the price | item |
  /// | `price` | the price `price_fen` | item |
  /// | `member` | either, to members of `tiers` | item |
  /// | `full_reduction` | `reduce_fen` off from `threshold_fen` on; `every` threshold, up to `cap_fen` | shop |
  /// | `nth_piece` | `percent` of the price for each `nth` piece | shop |
  /// | `coupon` | as `full_reduction` | coupon |
  /// | `red_packet` | as `full_reduction` | platform |
  /// | `gift` | something beside it | – |
  Set<String> KINDS =
      Set.of(
          "discount",
          "price",
          "member",
          "full_reduction",
          "nth_piece",
          "coupon",
          "red_packet",
          "gift");

  /// Everything that runs at a moment.
  Answer<List<Promotion>> running(Instant at);

  /// Promotions that apply to a SKU at a moment; none for an unknown SKU.
  Answer<List<Promotion>> of(String sku, Instant at);

  /// Where a promotion stands among others: of one level the best counts, and the levels follow
  /// each other in this order, each on what the one before has left. The wire name is the
  /// lower-case name.
  enum Level {
    ITEM,
    SHOP,
    COUPON,
    PLATFORM;

    public static Level usual(String kind) {
      return switch (kind) {
        case "discount", "price", "member" -> ITEM;
        case "coupon" -> COUPON;
        case "red_packet" -> PLATFORM;
        default -> SHOP;
      };
    }

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param kind one of [#KINDS]
  /// @param level null for the usual one of its kind
  /// @param skus SKUs and product codes
  /// @param categories of goods by their beginnings; with `skus` both are meant, and without either
  ///   the whole shop
  /// @param percent what is left of the price, 90 for 九折
  /// @param priceFen what one piece costs instead
  /// @param every whether each threshold counts: 每满200减30
  /// @param capFen the most it takes off
  /// @param nth which piece, 2 for 第二件半价
  /// @param tiers of members it is for; empty for everybody
  /// @param from null when it always ran
  /// @param until the first moment it does not run any more; null when it has no end
  record Promotion(
      String id,
      String title,
      String kind,
      @Nullable Level level,
      List<String> skus,
      List<String> categories,
      @Nullable Long thresholdFen,
      @Nullable Long reduceFen,
      @Nullable Integer percent,
      @Nullable Long priceFen,
      boolean every,
      @Nullable Long capFen,
      @Nullable Integer nth,
      List<String> tiers,
      @Nullable Instant from,
      @Nullable Instant until,
      Instant asOf,
      String source) {

    public Promotion {
      skus = List.copyOf(skus);
      categories = List.copyOf(categories);
      tiers = List.copyOf(tiers);
    }

    /// One of the plain kinds, for everybody.
    public Promotion(
        String id,
        String title,
        String kind,
        List<String> skus,
        @Nullable Long thresholdFen,
        @Nullable Long reduceFen,
        @Nullable Integer percent,
        @Nullable Instant from,
        @Nullable Instant until,
        Instant asOf,
        String source) {
      this(
          id,
          title,
          kind,
          null,
          skus,
          List.of(),
          thresholdFen,
          reduceFen,
          percent,
          null,
          false,
          null,
          null,
          List.of(),
          from,
          until,
          asOf,
          source);
    }

    public Level levelOrUsual() {
      return level == null ? Level.usual(kind) : level;
    }

    /// Whether it is for these goods, whenever it runs and whoever asks.
    public boolean isFor(Product product) {
      return (skus.isEmpty() && categories.isEmpty())
          || skus.contains(product.sku())
          || skus.contains(product.product())
          || categories.stream()
              .anyMatch(
                  c -> product.category().equals(c) || product.category().startsWith(c + "/"));
    }

    /// The share of the price that everybody pays for each piece; null when it is none of that.
    public @Nullable Integer shareForAll() {
      return kind.equals("discount") && tiers.isEmpty() ? percent : null;
    }

    /// What everybody gets off a sum; null when it is none of that.
    public @Nullable Long reductionForAll() {
      return tiers.isEmpty() ? reduceFen : null;
    }

    public boolean runsAt(Instant at) {
      return (from == null || !from.isAfter(at)) && (until == null || until.isAfter(at));
    }
  }
}
