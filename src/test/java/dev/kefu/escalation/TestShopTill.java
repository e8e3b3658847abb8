package dev.kefu.escalation;

import dev.kefu.commerce.Payouts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;

/// The till of the shop outside: pays a key once, and may fail to answer before or after it paid.
@NullMarked
final class TestShopTill implements Payouts {

  private final Map<String, Receipt> receipts = new HashMap<>();
  private final Map<String, Long> paidFen = new HashMap<>();
  private BooleanSupplier silentBefore = () -> false;
  private BooleanSupplier silentAfter = () -> false;
  private Runnable meanwhile = () -> {};
  private boolean refuses;
  private String notOffered = "";
  private int asked;
  private int looked;

  void answersOnly(Random random, double share) {
    silentBefore = () -> random.nextDouble() >= share;
    silentAfter = () -> random.nextDouble() >= share;
  }

  void timesOutAfterPaying(boolean always) {
    silentAfter = () -> always;
  }

  void doesNotOffer(String form) {
    notOffered = form;
  }

  @Override
  public boolean offers(String form) {
    return !form.equals(notOffered);
  }

  void refusesToPay() {
    refuses = true;
  }

  /// A key that is paid twice shows here: a real till without keys would have paid twice.
  @Override
  public synchronized Receipt pay(Payout payout) {
    asked++;
    if (silentBefore.getAsBoolean()) {
      throw new PayoutUnknown("no answer, nothing paid", null);
    }
    var receipt =
        receipts.computeIfAbsent(
            payout.key(),
            key -> {
              if (!refuses) {
                paidFen.merge(key, payout.amountFen(), Long::sum);
              }
              return new Receipt(
                  key, !refuses, "ref-" + key, refuses ? "余额不足" : "ok", payout.amountFen());
            });
    if (silentAfter.getAsBoolean()) {
      throw new PayoutUnknown("paid, but no answer", null);
    }
    return receipt;
  }

  /// Happens once while its next answer about a key is on its way.
  synchronized void whenAskedNext(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  @Override
  public synchronized Optional<Receipt> find(String key) {
    looked++;
    if (silentBefore.getAsBoolean()) {
      throw new PayoutUnknown("no answer", null);
    }
    var answer = Optional.ofNullable(receipts.get(key));
    var happens = meanwhile;
    meanwhile = () -> {};
    happens.run();
    return answer;
  }

  /// Its books are lost.
  synchronized void forget(String key) {
    receipts.remove(key);
  }

  /// Its books say something else.
  synchronized void book(String key, boolean paid, long fen) {
    receipts.put(key, new Receipt(key, paid, "ref-" + key, "", fen));
  }

  synchronized void silent(boolean always) {
    silentBefore = () -> always;
  }

  synchronized Map<String, Long> paidFen() {
    return Map.copyOf(paidFen);
  }

  synchronized int asked() {
    return asked;
  }

  synchronized int looked() {
    return looked;
  }
}
