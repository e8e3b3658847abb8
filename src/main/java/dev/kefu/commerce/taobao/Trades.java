package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Order;
import dev.kefu.commerce.Order.OrderLine;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads trades as the platform tells them.
///
/// Who receives a parcel is never asked for: neither name, phone and street nor the OAID that
/// stands for them. Of the place only province and city, and not if they come masked.
final class Trades {

  /// What is asked of a trade.
  static final String FIELDS =
      "tid,status,buyer_open_uid,created,pay_time,consign_time,payment,receiver_state,"
          + "receiver_city,orders";

  private static final Set<String> REFUNDING =
      Set.of("WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "WAIT_SELLER_CONFIRM_GOODS");

  private static final Set<String> GONE = Set.of("TRADE_CLOSED", "TRADE_CLOSED_BY_TAOBAO");

  private static final Pattern KIND_OF_PROVINCE =
      Pattern.compile("(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$");

  private static final String MASK = "*";

  private final ShopProfile profile;

  Trades(ShopProfile profile) {
    this.profile = profile;
  }

  Order order(Row trade, Asked asked) {
    var lines = trade.list("orders", "order");
    if (lines.isEmpty()) {
      throw new Unreadable("orders are missing");
    }
    var state = state(trade.text("status"), lines);
    var paidAt = trade.momentOrNull("pay_time");
    var sent = lines.stream().filter(line -> !line.textOr("invoice_no", "").isEmpty()).findFirst();
    return new Order(
        trade.text("tid"),
        trade.text("buyer_open_uid"),
        state,
        lines.stream().map(Trades::line).toList(),
        trade.fen("payment"),
        null,
        trade.moment("created"),
        paidAt,
        trade.momentOrNull("consign_time"),
        null,
        shipBy(state, paidAt),
        sent.map(line -> courier(line.textOr("logistics_company", ""))).orElse(null),
        sent.map(line -> line.text("invoice_no")).orElse(null),
        province(trade.textOr("receiver_state", "")),
        unmasked(trade.textOr("receiver_city", "")),
        asked.at(),
        Items.SOURCE);
  }

  /// Being refunded is an order of which nothing is left that is not.
  private static OrderState state(String status, List<Row> lines) {
    var state = state(status);
    var open =
        lines.stream().filter(line -> !GONE.contains(line.textOr("status", status))).toList();
    var refunding =
        !open.isEmpty()
            && open.stream()
                .allMatch(line -> REFUNDING.contains(line.textOr("refund_status", "NO_REFUND")));
    return refunding && state != OrderState.CLOSED ? OrderState.REFUNDING : state;
  }

  /// @throws Unreadable for a word we do not know
  static OrderState state(String status) {
    return switch (status) {
      case "WAIT_BUYER_PAY", "TRADE_NO_CREATE_PAY", "PAY_PENDING", "WAIT_PRE_AUTH_CONFIRM" ->
          OrderState.UNPAID;
      case "WAIT_SELLER_SEND_GOODS", "SELLER_CONSIGNED_PART", "PAID_FORBID_CONSIGN" ->
          OrderState.PAID;
      case "WAIT_BUYER_CONFIRM_GOODS" -> OrderState.SHIPPED;
      case "TRADE_BUYER_SIGNED" -> OrderState.SIGNED;
      case "TRADE_FINISHED" -> OrderState.DONE;
      case "TRADE_CLOSED", "TRADE_CLOSED_BY_TAOBAO" -> OrderState.CLOSED;
      default -> throw new Unreadable("status is no word we know");
    };
  }

  /// The words of the platform that are asked for to find all orders of a state; none for what it
  /// cannot be asked for.
  static List<String> words(OrderState state) {
    return switch (state) {
      case UNPAID -> List.of("ALL_WAIT_PAY");
      case PAID ->
          List.of("WAIT_SELLER_SEND_GOODS", "SELLER_CONSIGNED_PART", "PAID_FORBID_CONSIGN");
      case SHIPPED -> List.of("WAIT_BUYER_CONFIRM_GOODS");
      case SIGNED -> List.of("TRADE_BUYER_SIGNED");
      case DONE -> List.of("TRADE_FINISHED");
      case CLOSED -> List.of("ALL_CLOSED");
      case REFUNDING -> List.of();
    };
  }

  private static OrderLine line(Row line) {
    var options =
        Stream.of(line.textOr("sku_properties_name", "").split(";", -1))
            .map(each -> each.substring(each.indexOf(':') + 1))
            .filter(each -> !each.isBlank())
            .collect(Collectors.joining("/"));
    var title = line.text("title");
    return new OrderLine(
        code(line),
        options.isEmpty() ? title : title + " " + options,
        line.count("num"),
        line.fen("price"));
  }

  /// The SKU of a line.
  static String code(Row line) {
    var sku = line.textOr("sku_id", "0");
    var own = line.textOr("outer_sku_id", sku.equals("0") ? line.textOr("outer_iid", "") : "");
    return own.isEmpty() ? line.text("num_iid") + ":" + sku : own;
  }

  private @Nullable Instant shipBy(OrderState state, @Nullable Instant paidAt) {
    return state != OrderState.PAID || paidAt == null
        ? null
        : paidAt.plus(profile.shop().promise().target());
  }

  /// The platform names couriers, `shop.yaml` says what we call them.
  @Nullable String courier(String name) {
    if (name.isEmpty()) {
      return null;
    }
    return profile.shop().couriers().stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .map(Shop.Courier::id)
        .orElse(name);
  }

  private static String province(String text) {
    return KIND_OF_PROVINCE.matcher(unmasked(text)).replaceFirst("");
  }

  private static String unmasked(String text) {
    return text.contains(MASK) ? "" : text;
  }
}
