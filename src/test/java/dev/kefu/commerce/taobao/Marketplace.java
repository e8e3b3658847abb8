package dev.kefu.commerce.taobao;

import static dev.kefu.commerce.taobao.StandInPlatform.JSON;
import static dev.kefu.commerce.taobao.StandInPlatform.error;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.ShopDoors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What the platform knows of one small shop, in the platform's own forms.
@NullMarked
final class Marketplace {

  /// Of nobody but the courier.
  static final List<String> PRIVATE = List.of("小**", "199****0001", "某街*号", "1SoAiDoAiDoAiD==");

  private static final long TRADES = 4_250_000_000_000_000_000L;
  private static final long ITEMS = 700_000_000_000L;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

  private final ShopDoors truth;
  private final Clock clock;
  private final List<String> items = new ArrayList<>();
  private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
  final Map<String, Instant> modified = new ConcurrentHashMap<>();

  /// Words of the platform in place of those a trade would have.
  final Map<String, String> statuses = new ConcurrentHashMap<>();

  private int nextRefund = 900;

  record Refund(String id, String order, String status, long fen) {

    Refund in(String other) {
      return new Refund(id, order, other, fen);
    }
  }

  Marketplace(ShopDoors truth, Clock clock) {
    this.truth = truth;
    this.clock = clock;
  }

  /// `YS1` as the platform numbers it.
  static String trade(String order) {
    return Long.toString(TRADES + Long.parseLong(order.substring(2)));
  }

  private static String order(String trade) {
    return trade.startsWith("425") ? "YS" + (Long.parseLong(trade) - TRADES) : trade;
  }

  /// A buyer applies for money back without sending anything back.
  synchronized String apply(String order, long fen) {
    var id = Integer.toString(nextRefund++);
    refunds.values().removeIf(each -> each.order().equals(order) && isOpen(each));
    refunds.put(id, new Refund(id, order, "WAIT_SELLER_AGREE", fen));
    return id;
  }

  void setRefund(String id, String status) {
    refunds.computeIfPresent(id, (_, refund) -> refund.in(status));
  }

  private static boolean isOpen(Refund refund) {
    return refund.status().startsWith("WAIT");
  }

  void touch(String order) {
    modified.put(order, clock.instant());
  }

  synchronized String say(String method, Map<String, String> asked) {
    return switch (method) {
      case "taobao.items.onsale.get" -> items(asked, true);
      case "taobao.items.inventory.get" -> items(asked, false);
      case "taobao.item.seller.get" -> item(asked.getOrDefault("num_iid", ""));
      case "taobao.items.seller.list.get" -> itemList(asked.getOrDefault("num_iids", ""));
      case "taobao.skus.custom.get" -> skusWith(asked.getOrDefault("outer_id", ""));
      case "taobao.items.custom.get" -> itemsWith(asked.getOrDefault("outer_id", ""));
      case "taobao.trade.fullinfo.get" -> fullInfo(asked.getOrDefault("tid", ""));
      case "taobao.trades.sold.get" -> sold(asked);
      case "taobao.trades.sold.increment.get" -> increment(asked);
      case "taobao.logistics.trace.search" -> trace(asked.getOrDefault("tid", ""));
      case "taobao.refunds.receive.get" -> received(asked);
      case "taobao.refund.get" -> refund(asked.getOrDefault("refund_id", ""));
      case "taobao.rp.refunds.agree" -> agree(asked.getOrDefault("refund_infos", ""));
      default -> error(22, "isv.invalid-method", "不存在的方法名");
    };
  }

  private List<Product> shelf() {
    return truth.products().search("", 500).found().orElseThrow();
  }

  private long number(String product) {
    if (!items.contains(product)) {
      items.add(product);
    }
    return ITEMS + items.indexOf(product);
  }

  private Map<String, List<Product>> byItem() {
    return shelf().stream()
        .collect(Collectors.groupingBy(Product::product, LinkedHashMap::new, Collectors.toList()));
  }

  private String items(Map<String, String> asked, boolean onSale) {
    var all =
        byItem().values().stream()
            .filter(same -> same.stream().anyMatch(Product::onSale) == onSale)
            .map(same ->
                (Object)
                    Map.of(
                        "num_iid", number(same.getFirst().product()),
                        "title", same.getFirst().title()))
            .toList();
    return said(
        onSale ? "items_onsale_get" : "items_inventory_get",
        Map.of("items", Map.of("item", page(all, asked)), "total_results", all.size()));
  }

  private static List<Object> page(List<Object> all, Map<String, String> asked) {
    int size = Integer.parseInt(asked.getOrDefault("page_size", "40"));
    int from = (Integer.parseInt(asked.getOrDefault("page_no", "1")) - 1) * size;
    return from >= all.size() ? List.of() : all.subList(from, Math.min(from + size, all.size()));
  }

  private String item(String number) {
    return byItem().values().stream()
        .filter(same -> Long.toString(number(same.getFirst().product())).equals(number))
        .findFirst()
        .map(same -> said("item_seller_get", Map.of("item", item(same))))
        .orElseGet(() -> error(15, "isv.item-get-service-error:ITEM_NOT_FOUND", "没有找到宝贝"));
  }

  private String itemList(String numbers) {
    var wanted = List.of(numbers.split(",", -1));
    if (wanted.size() > 20) {
      return error(41, "isv.invalid-parameter", "一次最多 20 个");
    }
    var found =
        byItem().values().stream()
            .filter(same -> wanted.contains(Long.toString(number(same.getFirst().product()))))
            .map(this::item)
            .toList();
    return said("items_seller_list_get", Map.of("items", Map.of("item", found)));
  }

  private Map<String, Object> item(List<Product> same) {
    var first =
        same.stream().max(Comparator.comparingInt(p -> p.attributes().size())).orElseThrow();
    var item = new HashMap<String, Object>();
    item.put("num_iid", number(first.product()));
    item.put("title", first.title());
    item.put("outer_id", first.product());
    item.put("approve_status", same.stream().anyMatch(Product::onSale) ? "onsale" : "instock");
    item.put("price", Fen.yuan(first.priceFen()));
    item.put("num", same.stream().mapToInt(Product::stock).sum());
    item.put("item_weight", first.weightG() / 1000.0 + "");
    item.put(
        "props_name",
        first.attributes().entrySet().stream()
            .map(each -> "20000:31:" + each.getKey() + ":" + each.getValue())
            .collect(Collectors.joining(";")));
    if (!first.options().isEmpty()) {
      item.put("skus", Map.of("sku", same.stream().map(this::sku).toList()));
    }
    return item;
  }

  private Map<String, Object> sku(Product product) {
    var options = product.options().split("/", -1);
    return Map.of(
        "sku_id", number(product.product()) * 10 + product.sku().length(),
        "num_iid", number(product.product()),
        "outer_id", product.sku(),
        "properties_name",
            "1627207:28341:颜色:"
                + options[0]
                + ";20509:"
                + options[1].length()
                + ":尺码:"
                + options[1],
        "price", Fen.yuan(product.priceFen()),
        "quantity", product.stock(),
        "status", "normal");
  }

  private String skusWith(String code) {
    var found =
        shelf().stream()
            .filter(p -> p.sku().equals(code) && !p.options().isEmpty())
            .map(this::sku)
            .toList();
    return found.isEmpty()
        ? error(15, "isv.item-skus-custom-get-service-error:ITEM_NOT_FOUND", "没有找到宝贝")
        : said("skus_custom_get", Map.of("skus", Map.of("sku", found)));
  }

  private String itemsWith(String code) {
    var same = byItem().get(code);
    return same == null
        ? said("items_custom_get", Map.of())
        : said("items_custom_get", Map.of("items", Map.of("item", List.of(item(same)))));
  }

  private List<Order> trades() {
    return Arrays.stream(OrderState.values())
        .flatMap(state -> truth.orders().inState(state, 500).found().orElseThrow().stream())
        .sorted(Comparator.comparing(Order::createdAt).reversed())
        .toList();
  }

  private String fullInfo(String trade) {
    return truth
        .orders()
        .find(order(trade))
        .found()
        .map(order -> said("trade_fullinfo_get", Map.of("trade", trade(order))))
        .orElseGet(() -> error(15, "isv.trade-not-exist", "交易不存在"));
  }

  private String sold(Map<String, String> asked) {
    var found =
        trades().stream()
            .filter(o -> fits(o.buyer(), asked.get("buyer_open_uid")))
            .filter(o -> fits(status(o), asked.get("status")))
            .map(o -> (Object) trade(o))
            .toList();
    var page = page(found, asked);
    int size = Integer.parseInt(asked.getOrDefault("page_size", "40"));
    int read = Integer.parseInt(asked.getOrDefault("page_no", "1")) * size;
    var trades = Map.of("trade", page);
    return said(
        "trades_sold_get",
        asked.getOrDefault("use_has_next", "").equals("true")
            ? Map.of("trades", trades, "has_next", read < found.size())
            : Map.of("trades", trades, "total_results", found.size()));
  }

  private static boolean fits(String value, @Nullable String asked) {
    return asked == null
        || asked.equals(value)
        || (asked.equals("ALL_WAIT_PAY") && value.equals("WAIT_BUYER_PAY"))
        || (asked.equals("ALL_CLOSED") && value.startsWith("TRADE_CLOSED"));
  }

  private String increment(Map<String, String> asked) {
    var from = asked.getOrDefault("start_modified", "");
    var until = asked.getOrDefault("end_modified", "");
    var found =
        trades().stream()
            .filter(o -> modified(o).compareTo(from) >= 0 && modified(o).compareTo(until) <= 0)
            .sorted(Comparator.comparing(this::modified).reversed())
            .map(o -> (Object) trade(o))
            .toList();
    return said(
        "trades_sold_increment_get",
        Map.of("trades", Map.of("trade", page(found, asked)), "total_results", found.size()));
  }

  private String modified(Order order) {
    return TIME.format(modified.getOrDefault(order.order(), order.createdAt()));
  }

  private String status(Order order) {
    var given = statuses.get(order.order());
    return given != null
        ? given
        : switch (order.state()) {
          case UNPAID -> "WAIT_BUYER_PAY";
          case PAID, REFUNDING -> "WAIT_SELLER_SEND_GOODS";
          case SHIPPED -> "WAIT_BUYER_CONFIRM_GOODS";
          case SIGNED -> "TRADE_BUYER_SIGNED";
          case DONE -> "TRADE_FINISHED";
          case CLOSED -> "TRADE_CLOSED";
        };
  }

  private Map<String, Object> trade(Order order) {
    var trade = new HashMap<String, Object>();
    trade.put("tid", Long.parseLong(trade(order.order())));
    trade.put("status", status(order));
    trade.put("modified", modified(order));
    trade.put("buyer_open_uid", order.buyer());
    trade.put("buyer_nick", "x**");
    trade.put("created", TIME.format(order.createdAt()));
    put(trade, "pay_time", order.paidAt());
    put(trade, "consign_time", order.shippedAt());
    trade.put("payment", Fen.yuan(order.amountFen()));
    trade.put("receiver_state", order.province() + "省");
    trade.put("receiver_city", order.city());
    trade.put("receiver_name", PRIVATE.get(0));
    trade.put("receiver_mobile", PRIVATE.get(1));
    trade.put("receiver_address", PRIVATE.get(2));
    trade.put("oaid", PRIVATE.get(3));
    var lines = new ArrayList<Map<String, Object>>();
    for (var line : order.lines()) {
      lines.add(line(order, line, lines.size()));
    }
    trade.put("orders", Map.of("order", lines));
    return trade;
  }

  private Map<String, Object> line(Order order, Order.OrderLine line, int number) {
    var product = truth.products().find(line.sku()).found().orElseThrow();
    var said = new HashMap<String, Object>();
    said.put("oid", Long.parseLong(trade(order.order())) + 1_000L * (number + 1));
    said.put("num_iid", number(product.product()));
    said.put("title", product.title());
    said.put("num", line.quantity());
    said.put("price", Fen.yuan(line.priceFen()));
    said.put("status", status(order));
    said.put("refund_status", "NO_REFUND");
    if (product.options().isEmpty()) {
      said.put("outer_iid", product.sku());
    } else {
      var options = product.options().split("/", -1);
      said.put("sku_id", Long.toString(number(product.product()) * 10 + product.sku().length()));
      said.put("outer_sku_id", product.sku());
      said.put("sku_properties_name", "颜色:" + options[0] + ";尺码:" + options[1]);
    }
    if (order.parcel() != null) {
      said.put("invoice_no", order.parcel());
      said.put("logistics_company", "顺丰速运");
    }
    if (number == 0) {
      refunds.values().stream()
          .filter(each -> each.order().equals(order.order()))
          .max(Comparator.comparing(Refund::id))
          .ifPresent(refund -> {
            said.put("refund_id", Long.parseLong(refund.id()));
            said.put("refund_status", refund.status());
          });
    }
    return said;
  }

  private static void put(Map<String, Object> into, String name, @Nullable Instant moment) {
    if (moment != null) {
      into.put(name, TIME.format(moment));
    }
  }

  private String trace(String trade) {
    var order = truth.orders().find(order(trade)).found();
    if (order.isEmpty() || order.get().parcel() == null) {
      return error(50, "isv.logistics-trace-not-exist", "没有物流信息");
    }
    var parcel = truth.shipping().parcel(order.get().parcel()).found().orElseThrow();
    return said(
        "logistics_trace_search",
        Map.of(
            "tid", Long.parseLong(trade),
            "out_sid", parcel.parcel(),
            "company_name", "顺丰速运",
            "status", "对方已签收",
            "trace_list",
                Map.of(
                    "transit_step_info", parcel.scans().stream().map(Marketplace::step).toList())));
  }

  private static Map<String, Object> step(Parcel.Scan scan) {
    return Map.of(
        "status_time", TIME.format(scan.at()),
        "status_desc", scan.text(),
        "action", scan.text().contains("揽收") ? "GOT" : "ARRIVAL");
  }

  private String received(Map<String, String> asked) {
    var found =
        refunds.values().stream()
            .filter(each -> fits(each.status(), asked.get("status")))
            .map(each -> (Object) refund(each))
            .toList();
    return said(
        "refunds_receive_get",
        Map.of("refunds", Map.of("refund", page(found, asked)), "has_next", false));
  }

  private String refund(String id) {
    var refund = refunds.get(id);
    return refund == null
        ? error(15, "isv.refund-not-exist", "退款不存在")
        : said("refund_get", Map.of("refund", refund(refund)));
  }

  private static Map<String, Object> refund(Refund refund) {
    return Map.of(
        "refund_id", Long.parseLong(refund.id()),
        "tid", Long.parseLong(trade(refund.order())),
        "status", refund.status(),
        "refund_fee", Fen.yuan(refund.fen()),
        "has_good_return", false,
        "refund_version", 1_409_294_148_714L,
        "refund_phase", "onsale");
  }

  private String agree(String infos) {
    var parts = infos.split("\\|", -1);
    var refund = refunds.get(parts[0]);
    if (refund == null
        || !isOpen(refund)
        || !Long.toString(refund.fen()).equals(parts[1])
        || !parts[2].equals("1409294148714")
        || !parts[3].equals("onsale")) {
      return said(
          "rp_refunds_agree",
          Map.of("succ", false, "msg_code", "OP_FAILURE_UE", "message", "退款已变更"));
    }
    setRefund(parts[0], "SUCCESS");
    return said("rp_refunds_agree", Map.of("succ", true, "msg_code", "OP_SUCC", "message", "成功"));
  }

  private static String said(String name, Map<String, Object> body) {
    return JSON.writeValueAsString(Map.of(name + "_response", body));
  }
}
