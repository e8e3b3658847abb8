package dev.kefu.torture;

import java.io.IOException;
import java.util.List;

/// Holds a history against the database it left behind.
///
/// All twenty invariants are looked at. I16 speaks of an audit log, which this version does not
/// have: the kept answers of commands stand for it.
final class Checker {

  private final Findings findings = new Findings();
  private final Cast cast = new Cast();
  private final List<Invariant> invariants;

  private Checker(Store store) {
    invariants =
        List.of(
            new LogIsWhole(store, findings),
            new ShownIsStored(store, cast, findings),
            new InOrderOfTime(store, cast, findings),
            new MarksNeverFall(store, findings),
            new NobodyElses(store, cast, findings),
            new OneOwner(store, findings),
            new MoneyOnce(store, findings),
            new CommandsOnce(store, cast, findings),
            new AllAnswered(cast, findings),
            new ClosedAsAgreed(cast, findings),
            new MemoryBounded(findings),
            new HowLong(cast, findings));
  }

  static Findings check(History history, Store store) throws IOException {
    var check = new Checker(store);
    history.replay(check::see);
    return check.end();
  }

  static Findings check(List<Entry> entries, Store store) {
    var check = new Checker(store);
    entries.forEach(check::see);
    return check.end();
  }

  private void see(Entry entry) {
    cast.see(entry);
    invariants.forEach(invariant -> invariant.see(entry));
  }

  private Findings end() {
    invariants.forEach(Invariant::end);
    return findings;
  }
}
