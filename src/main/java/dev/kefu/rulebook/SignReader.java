package dev.kefu.rulebook;

import java.util.BitSet;
import java.util.List;

/// Reads from a pattern what each text has to hold in which it is found.
///
/// Looks around, ends of lines and references back are passed over: they only make it found more
/// seldom. Of what may be missing, and of what may be nearly anything, nothing is demanded.
final class SignReader {

  private final String pattern;
  private int at;

  SignReader(String pattern) {
    this.pattern = pattern;
  }

  Demand read() {
    var demand = alternatives();
    if (at < pattern.length()) {
      throw unreadable();
    }
    return demand;
  }

  private Demand alternatives() {
    var demand = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      demand = demand.or(sequence());
    }
    return demand;
  }

  private Demand sequence() {
    var demand = Demand.NOTHING;
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      var atom = atom();
      demand = mayBeMissing() ? demand : demand.and(atom);
    }
    return demand;
  }

  /// Reads how often the last atom is there.
  private boolean mayBeMissing() {
    if (at == pattern.length()) {
      return false;
    }
    var missing = false;
    switch (pattern.charAt(at)) {
      case '?', '*' -> {
        missing = true;
        at++;
      }
      case '+' -> at++;
      case '{' -> {
        missing = pattern.startsWith("{0", at);
        at = pattern.indexOf('}', at) + 1;
      }
      default -> {
        return false;
      }
    }
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return missing;
  }

  private Demand atom() {
    var c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> oneOf();
      case '\\' -> escaped();
      case '.', '^', '$' -> Demand.NOTHING;
      case '?', '*', '+', '{' -> throw unreadable();
      default -> one(c);
    };
  }

  private Demand group() {
    var looksAround = false;
    if (pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at)) {
      looksAround = true;
      at += "?<=".length();
    } else if (pattern.startsWith("?=", at) || pattern.startsWith("?!", at)) {
      looksAround = true;
      at += "?=".length();
    } else if (pattern.startsWith("?:", at)) {
      at += "?:".length();
    } else if (pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
    } else if (pattern.startsWith("?", at)) {
      throw unreadable();
    }
    var inside = alternatives();
    if (at == pattern.length()) {
      throw unreadable();
    }
    at++;
    return looksAround ? Demand.NOTHING : inside;
  }

  private Demand oneOf() {
    var negated = pattern.charAt(at) == '^';
    var all = new BitSet();
    var anything = negated;
    at += negated ? 1 : 0;
    while (pattern.charAt(at) != ']') {
      var first = member(all);
      if (first == ANYTHING) {
        anything = true;
      } else if (first != DIGITS && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        at++;
        all.set(first, member(all) + 1);
      }
    }
    at++;
    return anything ? Demand.NOTHING : new Demand(List.of(all));
  }

  private static final int DIGITS = -1;
  private static final int ANYTHING = -2;

  /// Reads one member of a class into the set.
  ///
  /// @return the character, or what else it was
  private int member(BitSet all) {
    var c = pattern.charAt(at++);
    if (c == '[' || (c == '&' && pattern.startsWith("&", at))) {
      throw unreadable();
    }
    if (c != '\\') {
      all.set(c);
      return c;
    }
    var escaped = escape();
    if (escaped == DIGITS) {
      all.set('0', '9' + 1);
    } else if (escaped >= 0) {
      all.set(escaped);
    }
    return escaped;
  }

  private Demand escaped() {
    if (pattern.startsWith("Q", at)) {
      return quoted();
    }
    var escaped = escape();
    if (escaped == DIGITS) {
      var digits = new BitSet();
      digits.set('0', '9' + 1);
      return new Demand(List.of(digits));
    }
    return escaped == ANYTHING ? Demand.NOTHING : one((char) escaped);
  }

  private Demand quoted() {
    var end = pattern.indexOf("\\E", at);
    var demand = Demand.NOTHING;
    for (at++; at < end; at++) {
      demand = demand.and(one(pattern.charAt(at)));
    }
    at = end + "\\E".length();
    return demand;
  }

  /// Reads what stands behind a backslash.
  private int escape() {
    var c = pattern.charAt(at++);
    return switch (c) {
      case 'd' -> DIGITS;
      case 'n' -> '\n';
      case 'u' -> {
        at += UNICODE;
        yield Integer.parseInt(pattern.substring(at - UNICODE, at), 16);
      }
      case 'p', 'P' -> {
        at = pattern.indexOf('}', at) + 1;
        yield ANYTHING;
      }
      case 's', 'S', 'w', 'W', 'D', 'b', 'B' -> ANYTHING;
      default -> {
        if (Character.isDigit(c)) {
          yield ANYTHING;
        }
        if (Character.isLetter(c)) {
          throw unreadable();
        }
        yield c;
      }
    };
  }

  private static final int UNICODE = 4;

  private static Demand one(char c) {
    var set = new BitSet();
    set.set(c);
    return new Demand(List.of(set));
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException("cannot be read at " + at + ": " + pattern);
  }
}
