package dev.kefu.torture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// I13, I14: a case ends once; what was taken back or rejected is never paid; what the shop's till
/// paid is what the grants say, once for each case, not above what was decided, and booked so.
final class MoneyOnce implements Invariant {

  private static final Set<String> ENDS = Set.of("approved", "rejected", "cancelled");

  private final Store store;
  private final Findings findings;

  MoneyOnce(Store store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void see(Entry entry) {
    // The tables alone tell.
  }

  @Override
  public void end() {
    var ends = ends();
    for (var found : store.cases()) {
      var id = found.getOrDefault("id", "");
      findings.count("cases");
      if (ends.getOrDefault(id, 0) > 1) {
        findings.wrong("I13 one decision", "ended " + ends.get(id) + " times: " + found);
      }
      look(found, with(store.grants(), "case_id", id), paid(id));
    }
    for (var payout : store.payouts()) {
      if (store.cases().stream()
          .noneMatch(found -> belongs(payout, found.getOrDefault("id", "")))) {
        findings.wrong("I14 paid once", "paid for no case: " + payout);
      }
    }
  }

  private Map<String, Integer> ends() {
    var ends = new HashMap<String, Integer>();
    for (var conversation : store.conversations().values()) {
      for (var row : conversation.rows()) {
        if (row.body() != null
            && row.kind().equals("decide")
            && ENDS.contains(row.body().path("status").asString(""))) {
          ends.merge(row.body().path("case").asString(""), 1, Integer::sum);
        }
      }
    }
    return ends;
  }

  private void look(
      Map<String, String> found,
      List<Map<String, String>> grants,
      List<Map<String, String>> payouts) {
    var status = found.getOrDefault("status", "");
    if (grants.size() > 1 || payouts.size() > 1) {
      findings.wrong("I14 paid once", grants.size() + " grants, paid " + payouts + ": " + found);
    }
    if (!grants.isEmpty() && (status.equals("cancelled") || status.equals("rejected"))) {
      findings.wrong("I14 paid once", "granted although " + status + ": " + found);
    }
    for (var grant : grants) {
      var state = grant.getOrDefault("status", "");
      findings.count("grants " + state);
      if (state.equals("granting") || state.equals("unknown")) {
        findings.wrong("I17 liveness", "a grant is still " + state + ": " + grant);
      } else if (state.equals("granted") != (payouts.size() == 1)) {
        findings.wrong("I14 paid once", "the grant is " + state + ", paid " + payouts);
      }
      var booked = with(store.ledger(), "grant_id", grant.getOrDefault("id", ""));
      if (with(booked, "status", "granted").size() != (state.equals("granted") ? 1 : 0)) {
        findings.wrong("I14 paid once", "booked " + booked + " for " + grant);
      }
    }
    for (var payout : payouts) {
      var decided = Long.parseLong("0" + found.getOrDefault("amount_fen", ""));
      if (Long.parseLong(payout.getOrDefault("amount_fen", "0")) > decided) {
        findings.wrong("I14 paid once", "more than decided: " + payout + " for " + found);
      }
    }
  }

  private List<Map<String, String>> paid(String id) {
    return store.payouts().stream()
        .filter(payout -> belongs(payout, id) && payout.getOrDefault("paid", "").equals("1"))
        .toList();
  }

  /// A till that takes one case under several keys begins each with the case.
  private static boolean belongs(Map<String, String> payout, String id) {
    return payout.getOrDefault("payout_key", "").startsWith(id);
  }

  private static List<Map<String, String>> with(
      List<Map<String, String>> rows, String column, String value) {
    return rows.stream().filter(row -> value.equals(row.get(column))).toList();
  }
}
