package dev.kefu.commerce.demo;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.OrderState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What may be told to the demo shop's till. A field left out stays as it is.
final class TillBodies {

  private static final int MAX_TEXT = 200;
  private static final int MAX_OUTAGE_S = 24 * 60 * 60;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private TillBodies() {}

  record ProductChange(@Nullable Integer stock, @Nullable Long priceFen, @Nullable Boolean onSale) {
    ProductChange {
      require(stock != null || priceFen != null || onSale != null, "没有要修改的内容");
      require(
          stock == null || (stock >= 0 && stock <= DemoTill.MAX_STOCK),
          "stock 应为 0 到 " + DemoTill.MAX_STOCK + " 的整数");
      require(
          priceFen == null || (priceFen >= 0 && priceFen <= Csv.MAX_FEN),
          "price_fen 应为 0 到 " + Csv.MAX_FEN + " 的整数");
    }
  }

  record OrderChange(
      @Nullable String state,
      @Nullable Instant paidAt,
      @Nullable Instant shippedAt,
      @Nullable Instant signedAt,
      @Nullable Instant closedAt,
      @Nullable String courier,
      @Nullable String parcel,
      @Nullable String note) {
    OrderChange {
      require(
          state == null || OrderState.ofWireName(state).isPresent(),
          "state 应为 " + String.join("、", OrderTimes.STATES) + " 之一");
      checkTime("paid_at", paidAt);
      checkTime("shipped_at", shippedAt);
      checkTime("signed_at", signedAt);
      checkTime("closed_at", closedAt);
      checkCode("courier", courier);
      checkCode("parcel", parcel);
      require(note == null || note.length() <= MAX_TEXT, "note 最长 " + MAX_TEXT + " 个字符");
    }

    Optional<OrderState> orderState() {
      return Optional.ofNullable(state).flatMap(OrderState::ofWireName);
    }

    OrderTimes times() {
      return new OrderTimes(millis(paidAt), millis(shippedAt), millis(signedAt), millis(closedAt));
    }

    private static @Nullable Long millis(@Nullable Instant at) {
      return at == null ? null : at.toEpochMilli();
    }
  }

  /// @param at now when left out
  /// @param state of the parcel from now on
  record NewScan(@Nullable Instant at, String place, String text, @Nullable String state) {
    NewScan {
      checkTime("at", at);
      checkText("place", place);
      checkText("text", text);
      require(
          state == null || ParcelsCsv.STATES.contains(state),
          "state 应为 " + String.join("、", new TreeSet<>(ParcelsCsv.STATES)) + " 之一");
    }
  }

  /// @param facts what the shop is silent about, names out of [DemoLine#NAMES]; empty for nothing
  record Outage(Set<String> facts, Integer untilS) {

    Outage {
      require(facts != null, "缺少字段 facts");
      require(
          untilS != null && untilS >= 0 && untilS <= MAX_OUTAGE_S,
          "until_s 应为 0 到 " + MAX_OUTAGE_S + " 的整数");
      require(
          DemoLine.NAMES.containsAll(facts),
          "facts 只能有 " + String.join("、", new TreeSet<>(DemoLine.NAMES)));
    }
  }

  private static void checkTime(String field, @Nullable Instant at) {
    require(
        at == null || (!at.isBefore(EARLIEST) && at.isBefore(LATEST)),
        field + " 应在 1970 到 2200 年之间");
  }

  private static void checkCode(String field, @Nullable String code) {
    require(code == null || code.matches(Csv.CODE), field + " 格式不对");
  }

  /// Jackson leaves a field null that is not in the body.
  private static void checkText(String field, @Nullable String text) {
    require(text != null && !text.isBlank(), "缺少字段 " + field);
    require(text == null || text.length() <= MAX_TEXT, field + " 最长 " + MAX_TEXT + " 个字符");
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new Refusal(ErrorCode.BAD_REQUEST, otherwise);
    }
  }
}
