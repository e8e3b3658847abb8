package dev.kefu.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What `erasure-columns.txt` says of columns: why they hold no words of a shopper.
final class ErasureColumns {

  private static final String FILE = "erasure-columns.txt";

  /// By what they hold: whole tables end with `.*`.
  private final Map<String, Set<String>> byKind = new TreeMap<>();

  ErasureColumns() {
    var kind = "";
    for (var line : lines()) {
      if (line.startsWith("[")) {
        kind = line.substring(1, line.indexOf(']'));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        byKind.computeIfAbsent(kind, _ -> new TreeSet<>()).add(line.strip());
      }
    }
  }

  private static Iterable<String> lines() {
    try (var in = ErasureColumns.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> of(String kind) {
    return byKind.getOrDefault(kind, Set.of());
  }

  boolean holdsNothing(String column) {
    var table = column.substring(0, column.indexOf('.')) + ".*";
    return of("tables").contains(table) || all().contains(column);
  }

  /// Codes, ids, times and names of staff.
  Set<String> codes() {
    return of("codes");
  }

  /// Where a shopper's own id stays, which names nobody any more.
  Set<String> ids() {
    return of("ids");
  }

  /// Where the number of an order stays: the books need it.
  Set<String> orders() {
    return of("orders");
  }

  /// Those that are named one by one.
  Set<String> all() {
    return byKind.entrySet().stream()
        .filter(each -> !each.getKey().equals("tables"))
        .flatMap(each -> each.getValue().stream())
        .collect(Collectors.toSet());
  }
}
