package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.base.Slot;
import dev.kefu.commerce.FactKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// Wire names of the facts that hold sums of money.
  private static final Set<String> OF_MONEY =
      Stream.of(
              FactKind.PRICE,
              FactKind.PAYABLE,
              FactKind.PROMOTION,
              FactKind.SHIPPING_FEE,
              FactKind.ORDER,
              FactKind.MEMBER,
              FactKind.POLICY)
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

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

  /// Whether a sum is a fact of money: its figures are, its unit need not be. A stock of 12 is no
  /// price of 12 yuan.
  boolean isFact(Amount amount) {
    int from = amount.from();
    int to = amount.to();
    while (from < to - 1 && !Character.isDigit(tight().charAt(from))) {
      from++;
    }
    while (to > from + 1 && !Character.isDigit(tight().charAt(to - 1))) {
      to--;
    }
    return inSlot(
        slots.stream().filter(slot -> OF_MONEY.contains(slot.fact())).toList(),
        reading.tight().from(from),
        reading.tight().to(to - 1));
  }

  /// Whether a place of the tight text lies within a fact the program itself put there.
  boolean isFact(int from, int to) {
    return inSlot(reading.tight().from(from), reading.tight().to(to - 1));
  }

  /// Whether a place of the original lies within a fact.
  boolean inSlot(int from, int to) {
    return inSlot(slots, from, to);
  }

  private static boolean inSlot(List<Slot> slots, int from, int to) {
    return slots.stream().anyMatch(s -> s.from() <= from && to <= s.to());
  }

  /// A finding about a place of the tight text.
  Finding finding(String rule, String kind, String text, String advice, int from, int to) {
    return new Finding(
        rule, kind, text, advice, reading.tight().from(from), reading.tight().to(to - 1));
  }
}
