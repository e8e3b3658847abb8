package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.OrderView;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// What the platform's words mean to us, and that what means nothing is not told.
class TradesAndGoodsTest extends AtThePlatform {

  @ParameterizedTest
  @CsvSource({
    "WAIT_BUYER_PAY, UNPAID",
    "PAY_PENDING, UNPAID",
    "WAIT_SELLER_SEND_GOODS, PAID",
    "SELLER_CONSIGNED_PART, PAID",
    "WAIT_BUYER_CONFIRM_GOODS, SHIPPED",
    "TRADE_BUYER_SIGNED, SIGNED",
    "TRADE_FINISHED, DONE",
    "TRADE_CLOSED, CLOSED",
    "TRADE_CLOSED_BY_TAOBAO, CLOSED"
  })
  void aTradesStateIsOneOfOurs(String word, OrderState state) {
    platform.market.statuses.put("YS1", word);

    assertThat(order("YS1").state()).isEqualTo(state);
  }

  @Test
  void aStateNobodyKnowsIsNoStateAtAll() {
    platform.market.statuses.put("YS1", "WAIT_FOR_GODOT");
    var key = Marketplace.trade("YS1");

    assertThat(taobao.shop.orders().find(key))
        .isEqualTo(new Answer.Failed<>(TopGateway.UNREADABLE));
    assertThat(taobao.shop.facts().read(new FactRef(FactKind.ORDER, key)).failed()).isTrue();
  }

  @Test
  void anOrderOfWhichNothingIsLeftIsBeingRefunded() {
    platform.market.apply("YS2", 5_900);
    platform.market.apply("YS1", 1_500);

    assertThat(order("YS2").state()).isEqualTo(OrderState.REFUNDING);
    assertThat(order("YS1").state()).isEqualTo(OrderState.PAID);
    assertThat(found(taobao.shop.orders().inState(OrderState.REFUNDING, 10)))
        .extracting(Order::order)
        .containsExactly(Marketplace.trade("YS2"));
  }

  /// A trade whose two lines travel apart.
  private static final String APART =
      """
      {"trade_fullinfo_get_response":{"trade":{"tid":77,"status":"WAIT_BUYER_CONFIRM_GOODS",
        "buyer_open_uid":"xiaoyu","created":"2026-11-20 10:00:00","pay_time":"2026-11-20 10:01:00",
        "payment":"20.00","orders":{"order":[
          {"oid":771,"num_iid":1,"sku_id":1,"title":"杯","num":1,"price":"10.00","invoice_no":"ZT1"},
          {"oid":772,"num_iid":1,"sku_id":2,"title":"碟","num":1,"price":"10.00","invoice_no":"ZT2"}
        ]}}}}
      """;

  @Test
  void aParcelThatHoldsAPartOfATradeIsAskedForWithItsLines() {
    platform.whim =
        method ->
            switch (method) {
              case "taobao.trade.fullinfo.get" -> Optional.of(APART);
              case "taobao.logistics.trace.search" ->
                  Optional.of(
                      """
                      {"logistics_trace_search_response":{"out_sid":"ZT2","trace_list":{
                        "transit_step_info":[{"status_time":"2026-11-21 09:00:00",
                          "status_desc":"已揽收","action":"got"}]}}}
                      """);
              default -> Optional.empty();
            };
    assertThat(found(taobao.shop.orders().find("77")).lines()).hasSize(2);

    var parcel = found(taobao.shop.shipping().parcel("ZT2"));

    assertThat(parcel.order()).isEqualTo("77");
    assertThat(parcel.state()).isEqualTo("picked_up");
    assertThat(platform.values.get("taobao.logistics.trace.search"))
        .containsEntry("tid", "77")
        .containsEntry("is_split", "1")
        .containsEntry("sub_tid", "772");
  }

  @Test
  void aStepOfACourierNobodyKnowsMeansWhatTheSettingsSay() {
    var steps =
        List.of(
            Row.of(
                "step",
                StandInPlatform.JSON.readTree(
                    "{\"status_time\":\"2026-11-21 09:00:00\",\"action\":\"Hub_Scan\"}")));

    assertThat(new Parcels(Map.of("hub_scan", "in_transit")).state(steps)).isEqualTo("in_transit");
    assertThatThrownBy(() -> new Parcels(Map.of()).state(steps)).isInstanceOf(Unreadable.class);
  }

  @Test
  void whoReceivesAParcelIsNeitherAskedForNorShownNorLogged() {
    var logged = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger("dev.kefu");
    logged.start();
    root.addAppender(logged);
    try {
      var view = OrderView.of(order("YS1"), taobao.shop.facts()).toString();
      platform.market.statuses.put("YS3", "NEWS");
      assertThat(taobao.shop.orders().ofBuyer("lilei", 10)).isInstanceOf(Answer.Failed.class);

      assertThat(view).doesNotContain(Marketplace.PRIVATE).contains("浙江", "杭州");
      assertThat(Trades.FIELDS).doesNotContain("oaid", "receiver_name", "mobile", "address");
      assertThat(logged.list)
          .isNotEmpty()
          .noneMatch(e ->
              Marketplace.PRIVATE.stream()
                  .anyMatch((e.getFormattedMessage() + e.getKeyValuePairs())::contains));
    } finally {
      root.detachAppender(logged);
    }
  }

  @ParameterizedTest
  @CsvSource({"12.005", "'1,200'", "-1.00", "abc", "''", "1e3x"})
  void aPriceThatIsNoneFails(String price) {
    var shown = StandInPlatform.JSON.writeValueAsString(price);
    platform.whim =
        method ->
            method.equals(ITEM)
                ? Optional.of(
                    """
                    {"item_seller_get_response":{"item":{"num_iid":700000000000,"title":"杯",
                      "outer_id":"CUP-A","approve_status":"onsale","num":3,"price":%s}}}
                    """
                        .formatted(shown))
                : Optional.empty();

    assertThat(
            taobao.gateway.reading(
                "t", () -> taobao.shop.shelf().now(List.of("700000000000"), asked())))
        .isEqualTo(new Answer.Failed<>(TopGateway.UNREADABLE));
  }

  private static Asked asked() {
    return new Asked(ShopContract.NOW, 1);
  }

  @Test
  void oneCodeForSeveralGoodsIsThePriceOfNone() {
    platform.whim =
        method ->
            switch (method) {
              case "taobao.skus.custom.get" ->
                  Optional.of(
                      """
                      {"skus_custom_get_response":{"skus":{"sku":[
                        {"num_iid":1,"sku_id":1,"outer_id":"TWICE"},
                        {"num_iid":2,"sku_id":2,"outer_id":"TWICE"}]}}}
                      """);
              case "taobao.items.seller.list.get" ->
                  Optional.of(
                      """
                      {"items_seller_list_get_response":{"items":{"item":[
                        {"num_iid":1,"title":"a","outer_id":"TWICE","approve_status":"onsale",
                          "num":1,"price":"1.00"},
                        {"num_iid":2,"title":"b","outer_id":"TWICE","approve_status":"onsale",
                          "num":1,"price":"2.00"}]}}}
                      """);
              default -> Optional.empty();
            };

    Answer<Product> answer = taobao.shop.products().find("TWICE");

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.reason().toString()).contains("多个商品"));
  }

  /// What has waited longest comes last there, and first here.
  @Test
  void ofManyTradesTheOldestAreRead() {
    var method = "taobao.trades.sold.get";
    var pages = List.of(1, 5, 4, 3);
    platform.whim =
        asked ->
            asked.equals(method)
                ? Optional.of(pageOfTrades(pages.get(platform.times(method) - 1)))
                : Optional.empty();

    var orders = found(taobao.shop.orders().inState(OrderState.UNPAID, 3));

    assertThat(orders).extracting(Order::order).containsExactly("5", "4", "3");
    assertThat(platform.times(method)).isEqualTo(4);
  }

  private static String pageOfTrades(int page) {
    return """
    {"trades_sold_get_response":{"total_results":500,"trades":{"trade":[
      {"tid":%d,"status":"WAIT_BUYER_PAY","buyer_open_uid":"x","payment":"1.00",
        "created":"2026-11-2%d 10:00:00","orders":{"order":[
          {"num_iid":1,"title":"杯","num":1,"price":"1.00"}]}}]}}}
    """
        .formatted(page, 6 - page);
  }

  @Test
  void theNamesOfGoodsAreReadOnceForMany() {
    assertThat(taobao.shop.products().search("杯", 10)).isInstanceOf(Answer.Found.class);
    var asked = platform.times("taobao.items.onsale.get");

    assertThat(taobao.shop.products().search("碗", 10)).isInstanceOf(Answer.Found.class);

    assertThat(asked).isPositive();
    assertThat(platform.times("taobao.items.onsale.get")).isEqualTo(asked);
  }
}
