package dev.kefu.commerce.http;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Payouts;
import dev.kefu.commerce.http.Asker.Ask;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.Heard;
import dev.kefu.commerce.line.Unreadable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Pays through a shop outside: one request under the decision's key, never repeated from here.
/// Whatever is not a clear yes or no is [PayoutUnknown], and whoever pays asks [#find] first then.
class HttpPayouts implements Payouts {

  private static final String FIND = "payouts.find";
  private static final String REFUSED = "店铺系统拒绝了这笔补偿";

  private static final int OK = 200;
  private static final int LAST_OK = 299;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;

  private final Asker asker;
  private final Forgetting forgetting;

  HttpPayouts(Asker asker, Forgetting forgetting) {
    this.asker = asker;
    this.forgetting = forgetting;
  }

  @Override
  public boolean offers(String form) {
    return asker.offers("payouts." + form);
  }

  @Override
  public Receipt pay(Payout payout) {
    var request = "payouts." + payout.form();
    if (!asker.offers(request)) {
      return new Receipt(payout.key(), false, "", "店铺系统没有接入这种补偿方式");
    }
    var ask = asker.ask(request, values(payout));
    try {
      return receipt(ask, payout.key()).orElseThrow(() -> unknown("the shop knows of no payout"));
    } finally {
      forgetOrder(payout);
    }
  }

  /// Whatever the shop said: what is kept of the order may not be true any more.
  private void forgetOrder(Payout payout) {
    var order = payout.order();
    if (order != null) {
      forgetting.order(order);
    }
  }

  /// A shop that offers no payouts has paid nothing.
  @Override
  public Optional<Receipt> find(String key) {
    return asker.offers(FIND)
        ? receipt(asker.ask(FIND, Map.of("key", key)), key)
        : Optional.empty();
  }

  private static Map<String, Object> values(Payout payout) {
    var values = new HashMap<String, Object>();
    values.put("key", payout.key());
    values.put("buyer", payout.buyer());
    values.put("form", payout.form());
    values.put("amount_fen", payout.amountFen());
    values.put("amount_yuan", Fen.yuan(payout.amountFen()));
    if (payout.order() != null) {
      values.put("order", payout.order());
    }
    return values;
  }

  private Optional<Receipt> receipt(Ask ask, String key) {
    try {
      return switch (asker.hear(ask)) {
        case Heard.Silent(var why) -> throw unknown("the shop is silent: " + why);
        case Heard.Answered(var status, var body) -> receipt(ask, key, status, body);
      };
    } catch (Unreadable e) {
      throw unknown("the shop's answer " + e.getMessage());
    } catch (JacksonException _) {
      throw unknown("the shop's answer is no JSON");
    }
  }

  private Optional<Receipt> receipt(Ask ask, String key, int status, String body) {
    var isQuestion = ask.request().name().equals(FIND);
    if (isQuestion && (status == NO_CONTENT || (status == NOT_FOUND && Asker.saysSo(body)))) {
      return Optional.empty();
    }
    if (!isQuestion && ask.request().refused().contains(status)) {
      return Optional.of(new Receipt(key, false, "", refusal(ask, body)));
    }
    if (status < OK || status > LAST_OK) {
      throw unknown("the shop's answer has the status " + status);
    }
    return asker.thing(ask, body).map(row -> receipt(row, key));
  }

  private static Receipt receipt(Row row, String key) {
    var reference = row.textOr("reference", "");
    return switch (row.word("outcome", Column.OUTCOMES)) {
      case "paid" -> new Receipt(key, true, reference, row.textOr("text", ""));
      case "refused" -> new Receipt(key, false, reference, row.textOr("text", REFUSED));
      default -> throw unknown("the shop has not decided yet");
    };
  }

  /// The shop's own words if there are any: that it refused, its status has said.
  private String refusal(Ask ask, String body) {
    try {
      return asker.thing(ask, body).map(row -> row.textOr("text", REFUSED)).orElse(REFUSED);
    } catch (Unreadable | JacksonException _) {
      return REFUSED;
    }
  }

  private static PayoutUnknown unknown(String why) {
    return new PayoutUnknown(why, null);
  }
}
