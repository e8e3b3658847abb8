package dev.kefu.commerce.taobao;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Payouts;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.commerce.taobao.PayoutNotes.Note;
import dev.kefu.commerce.taobao.Refunds.Refund;
import dev.kefu.commerce.taobao.Refunds.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Pays through the platform. A seller can do one thing there: agree to a refund the buyer has
/// applied for. Everything else is refused with the reason, and so is a refund nobody has applied
/// for.
class TaobaoPayouts implements Payouts {

  private static final String REFUND = "refund";
  private static final String UNSUPPORTED = "平台没有给商家系统提供这种补偿方式，请在商家后台处理";
  private static final String NOT_THEIRS = "订单不属于这位买家";
  private static final String NO_ORDER = "平台没有这笔订单";
  private static final String NOT_APPLIED = "买家还没有在平台上申请这笔退款，平台只能同意已提交的申请";
  private static final String TAKEN = "这笔退款申请已用于另一笔补偿";
  private static final String ENDED = "这笔退款申请已关闭或被拒绝";
  private static final String WAITING = "这笔退款要等买家先退货";
  private static final String AGREED = "已在平台同意退款";
  private static final String REFUSED = "平台拒绝了这笔退款";

  private final TopGateway gateway;
  private final Refunds refunds;
  private final PayoutNotes notes;
  private final Consumer<String> moved;

  /// @param moved hears of each order that was paid for: what is known of it is old
  TaobaoPayouts(TopGateway gateway, Refunds refunds, PayoutNotes notes, Consumer<String> moved) {
    this.gateway = gateway;
    this.refunds = refunds;
    this.notes = notes;
    this.moved = moved;
  }

  /// The same, telling somebody else.
  TaobaoPayouts telling(Consumer<String> other) {
    return new TaobaoPayouts(gateway, refunds, notes, other);
  }

  @Override
  public boolean offers(String form) {
    return form.equals(REFUND);
  }

  @Override
  public Receipt pay(Payout payout) {
    var order = payout.order();
    if (!offers(payout.form()) || order == null) {
      return refused(payout.key(), UNSUPPORTED);
    }
    var noted = notes.find(payout.key());
    return noted.isPresent() ? again(noted.get()) : first(payout, order);
  }

  /// The platform knows refunds, not our keys: what was not noted was not asked for.
  @Override
  public Optional<Receipt> find(String key) {
    return notes.find(key).flatMap(note -> receipt(note, refund(note.refund())));
  }

  private Optional<Receipt> receipt(Note note, Refund refund) {
    return switch (refund.standing()) {
      case PAID -> Optional.of(paid(note, refund));
      case PAYABLE, WAITING -> Optional.empty();
      case ENDED -> Optional.of(refused(note.payout(), ENDED));
    };
  }

  private Receipt first(Payout payout, String order) {
    var trade = trade(order);
    if (trade.isEmpty()) {
      return refused(payout.key(), NO_ORDER);
    }
    if (!text(trade.get(), "buyer_open_uid").equals(payout.buyer())) {
      return refused(payout.key(), NOT_THEIRS);
    }
    var applied =
        applied(trade.get()).stream()
            .map(this::refund)
            .filter(refund -> refund.standing() == Standing.PAYABLE)
            .toList();
    if (applied.isEmpty()) {
      return refused(payout.key(), NOT_APPLIED);
    }
    return applied.stream()
        .filter(refund -> refund.feeFen() == payout.amountFen())
        .findFirst()
        .map(refund -> noted(payout, order, refund))
        .orElseGet(() -> refused(payout.key(), otherSum(applied.getFirst(), payout)));
  }

  private static String otherSum(Refund refund, Payout payout) {
    return "买家申请的退款是 %s 元，与批准的 %s 元不同"
        .formatted(Fen.yuan(refund.feeFen()), Fen.yuan(payout.amountFen()));
  }

  private Receipt noted(Payout payout, String order, Refund refund) {
    var note = new Note(payout.key(), order, refund.id(), payout.amountFen());
    return notes.write(note) ? agree(note, refund) : refused(payout.key(), TAKEN);
  }

  /// Asked before: only what is still waiting for our word is asked for again.
  private Receipt again(Note note) {
    var refund = refund(note.refund());
    return switch (refund.standing()) {
      case PAID -> paid(note, refund);
      case PAYABLE ->
          refund.feeFen() == note.amountFen() ? agree(note, refund) : without(note, NOT_APPLIED);
      case WAITING -> without(note, WAITING);
      case ENDED -> refused(note.payout(), ENDED);
    };
  }

  /// Refused before it was asked for: the refund is free for another payout.
  private Receipt without(Note note, String why) {
    notes.erase(note.payout());
    return refused(note.payout(), why);
  }

  private Receipt agree(Note note, Refund refund) {
    var infos =
        String.join(
            "|", refund.id(), Long.toString(refund.feeFen()), refund.version(), refund.phase());
    return switch (gateway.carryOut("taobao.rp.refunds.agree", Map.of("refund_infos", infos))) {
      case Said.Told(var body) -> outcome(note, refund, body);
      case Said.Refused(var error) -> refusedBy(note, error.text());
      case Said.Nothing _ -> refusedBy(note, NOT_APPLIED);
      case Said.Silent _ -> throw unknown("the platform is silent");
    };
  }

  private Receipt outcome(Note note, Refund refund, JsonNode body) {
    if (!body.path("succ").isBoolean()) {
      throw unknown("the platform does not say whether it paid");
    }
    return body.path("succ").booleanValue()
        ? paid(note, refund)
        : refusedBy(note, body.path("message").asString(""));
  }

  /// An answer that was lost may have been a yes, and then the second word is a no: what was paid
  /// is never noted as refused.
  ///
  /// @throws PayoutUnknown when that cannot be told now; the note stays
  private Receipt refusedBy(Note note, String why) {
    var now = refund(note.refund());
    if (now.standing() == Standing.PAID) {
      return paid(note, now);
    }
    notes.erase(note.payout());
    return refused(note.payout(), why.isBlank() ? REFUSED : REFUSED + "：" + why);
  }

  private Receipt paid(Note note, Refund refund) {
    moved.accept(note.trade());
    return new Receipt(note.payout(), true, refund.id(), AGREED, refund.feeFen());
  }

  private static Receipt refused(String key, String why) {
    return new Receipt(key, false, "", why);
  }

  private Optional<Row> trade(String order) {
    var values = Map.of("fields", "tid,buyer_open_uid,orders", "tid", order);
    return switch (gateway.ask("taobao.trade.fullinfo.get", values)) {
      case Said.Told(var body) -> Optional.of(readable(() -> Row.of("trade", body.path("trade"))));
      case Said.Nothing _ -> Optional.empty();
      case Said.Refused _ -> throw unknown("the platform does not tell the trade");
      case Said.Silent _ -> throw unknown("the platform is silent");
    };
  }

  private static List<String> applied(Row trade) {
    return readable(() ->
        trade.list("orders", "order").stream()
            .map(line -> line.textOr("refund_id", ""))
            .filter(id -> !id.isEmpty() && !id.equals("0"))
            .distinct()
            .toList());
  }

  private Refund refund(String id) {
    return switch (refunds.get(id)) {
      case Said.Told told -> readable(() -> Refunds.read(told, id));
      case Said.Nothing _, Said.Refused _ -> throw unknown("the platform does not tell the refund");
      case Said.Silent _ -> throw unknown("the platform is silent");
    };
  }

  private static String text(Row row, String name) {
    return readable(() -> row.text(name));
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T readable(Reading<T> reading) {
    try {
      return reading.read();
    } catch (Unreadable e) {
      throw unknown("the platform's answer: " + e.getMessage());
    }
  }

  private static PayoutUnknown unknown(String why) {
    return new PayoutUnknown(why, null);
  }
}
