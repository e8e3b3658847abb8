package dev.kefu.commerce.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A field of ours that a description says where to find.
///
/// @param words what a word may be; empty for any other kind
/// @param rows of a list of things; empty for any other kind
record Column(String name, Kind kind, boolean required, Set<String> words, List<Column> rows) {

  /// What a field is.
  enum Kind {
    TEXT,
    MONEY,
    COUNT,
    FLAG,
    MOMENT,
    WORD,
    TEXTS,
    PAIRS,
    ROWS
  }

  static final Set<String> ORDER_STATES =
      Arrays.stream(dev.kefu.commerce.OrderState.values())
          .map(dev.kefu.commerce.OrderState::wireName)
          .collect(Collectors.toUnmodifiableSet());

  static final Set<String> PARCEL_STATES = dev.kefu.commerce.Parcel.STATES;

  static final Set<String> PROMOTION_KINDS = dev.kefu.commerce.Promotions.KINDS;

  static final Set<String> LEVELS =
      Arrays.stream(dev.kefu.commerce.Promotions.Level.values())
          .map(dev.kefu.commerce.Promotions.Level::wireName)
          .collect(Collectors.toUnmodifiableSet());

  static final Set<String> OUTCOMES = Set.of("paid", "refused", "unknown");

  static Column must(String name, Kind kind) {
    return new Column(name, kind, true, Set.of(), List.of());
  }

  static Column may(String name, Kind kind) {
    return new Column(name, kind, false, Set.of(), List.of());
  }

  static Column word(String name, Set<String> words) {
    return new Column(name, Kind.WORD, true, words, List.of());
  }

  /// A word that may be missing.
  static Column mayWord(String name, Set<String> words) {
    return new Column(name, Kind.WORD, false, words, List.of());
  }

  static Column rows(String name, Column... rows) {
    return new Column(name, Kind.ROWS, true, Set.of(), List.of(rows));
  }

  static List<Column> texts(String... names) {
    return Stream.of(names).map(name -> may(name, Kind.TEXT)).toList();
  }

  String kindName() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
