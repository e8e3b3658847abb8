package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.base.Slot;
import java.util.List;

/// Everything a check looks at: the draft, its text read, the rules that hold, the shop's facts.
///
/// @param sums what the text says of money
/// @param role the author's
/// @param slots facts in the text whose place and value are right
record Scene(
    Draft draft,
    Reading reading,
    List<Said> sums,
    Role role,
    List<Slot> slots,
    Compiled compiled,
    Shelf shelf) {

  /// The same draft, read in another way.
  Scene read(Reading other) {
    var said = Said.in(other);
    return new Scene(draft, other, said, role, slots, compiled, shelf);
  }

  Letters letters() {
    return reading.letters();
  }

  Rules rules() {
    return compiled.rules();
  }

  String tight() {
    return reading.tight().text();
  }

  /// Whether a sum is a fact: its figures are, its unit need not be.
  boolean isFact(Amount amount) {
    int from = amount.from();
    int to = amount.to();
    while (from < to - 1 && !Character.isDigit(tight().charAt(from))) {
      from++;
    }
    while (to > from + 1 && !Character.isDigit(tight().charAt(to - 1))) {
      to--;
    }
    return isFact(from, to);
  }

  /// Whether a place of the tight text lies within a fact the program itself put there.
  boolean isFact(int from, int to) {
    return inSlot(reading.tight().from(from), reading.tight().to(to - 1));
  }

  /// Whether a place of the original lies within a fact.
  boolean inSlot(int from, int to) {
    return slots.stream().anyMatch(s -> s.from() <= from && to <= s.to());
  }

  /// A finding about a place of the tight text.
  Finding finding(String rule, String kind, String text, String advice, int from, int to) {
    return new Finding(
        rule, kind, text, advice, reading.tight().from(from), reading.tight().to(to - 1));
  }
}
