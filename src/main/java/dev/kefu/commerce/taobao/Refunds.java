package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.line.Unreadable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Refunds buyers have applied for.
class Refunds {

  private static final String FIELDS =
      "refund_id,tid,oid,status,refund_fee,has_good_return,refund_version,refund_phase";
  private static final int PAGE = 100;

  /// Applied for and not ended.
  private static final List<String> OPEN =
      List.of("WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "WAIT_SELLER_CONFIRM_GOODS");

  private final TopGateway gateway;
  private final Pages pages;

  Refunds(TopGateway gateway, Pages pages) {
    this.gateway = gateway;
    this.pages = pages;
  }

  /// @param version as the platform wants it back, to see that nothing has changed meanwhile
  /// @param phase before or after the end of the trade; empty where the platform does not say
  record Refund(
      String id, String trade, Standing standing, long feeFen, String version, String phase) {}

  enum Standing {
    /// The seller's word is all that is missing.
    PAYABLE,

    /// The goods come back first.
    WAITING,

    PAID,

    /// Refused or withdrawn.
    ENDED
  }

  /// @throws Unreadable for another one, or what is none
  Said get(String id) {
    return gateway.ask("taobao.refund.get", Map.of("fields", FIELDS, "refund_id", id));
  }

  /// @param id the one asked for
  /// @throws Unreadable for another one, or what is none
  static Refund read(Said.Told told, String id) {
    var row = Row.of("refund", told.body().path("refund"));
    if (!row.text("refund_id").equals(id)) {
      throw new Unreadable("is not the refund that was asked for");
    }
    return new Refund(
        id,
        row.text("tid"),
        standing(row.text("status"), row.node().path("has_good_return").asBoolean(false)),
        row.fen("refund_fee"),
        row.textOr("refund_version", ""),
        row.textOr("refund_phase", ""));
  }

  private static Standing standing(String status, boolean goodsComeBack) {
    return switch (status) {
      case "WAIT_SELLER_AGREE" -> goodsComeBack ? Standing.WAITING : Standing.PAYABLE;
      case "WAIT_BUYER_RETURN_GOODS" -> Standing.WAITING;
      case "WAIT_SELLER_CONFIRM_GOODS" -> Standing.PAYABLE;
      case "SUCCESS" -> Standing.PAID;
      case "CLOSED", "SELLER_REFUSE_BUYER" -> Standing.ENDED;
      default -> throw new Unreadable("status is no word we know");
    };
  }

  /// The trades of which something is being refunded.
  Answer<List<String>> openTrades() {
    Set<String> all = new LinkedHashSet<>();
    for (var status : OPEN) {
      switch (trades(status)) {
        case Answer.Found<List<String>>(var found) -> all.addAll(found);
        case Answer.Missing<List<String>> _ -> {}
        case Answer.Failed<List<String>> failed -> {
          return failed;
        }
      }
    }
    return new Answer.Found<>(List.copyOf(all));
  }

  private Answer<List<String>> trades(String status) {
    var method = "taobao.refunds.receive.get";
    var values = Map.of("fields", "refund_id,tid,status", "status", status, "use_has_next", "true");
    return gateway.reading(
        method,
        () ->
            switch (pages.list(method, values, PAGE, "refunds", "refund", _ -> false)) {
              case Answer.Found<Pages.Listed>(var listed) ->
                  new Answer.Found<>(
                      listed.rows().stream().map(row -> row.text("tid")).distinct().toList());
              case Answer.Missing<Pages.Listed> _ -> new Answer.Found<>(List.of());
              case Answer.Failed<Pages.Listed>(var reason) -> new Answer.Failed<>(reason);
            });
  }
}
