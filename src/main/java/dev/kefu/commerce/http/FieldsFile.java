package dev.kefu.commerce.http;

import dev.kefu.commerce.http.Column.Kind;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.content.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads the fields of one kind of thing.
final class FieldsFile {

  private FieldsFile() {}

  static Fields read(YamlNode node, List<Column> columns) {
    var fields = new HashMap<String, Field>();
    node.only(columns.stream().map(Column::name).toArray(String[]::new));
    for (var column : columns) {
      var given = node.find(column.name());
      if (given.isPresent()) {
        fields.put(column.name(), field(given.get(), column));
      } else if (column.required()) {
        throw node.error("'" + column.name() + "' is missing");
      }
    }
    return new Fields(fields);
  }

  private static Field field(YamlNode node, Column column) {
    return node.isText() ? plain(node, column) : detailed(node, column);
  }

  private static Field plain(YamlNode node, Column column) {
    if (column.kind() == Kind.ROWS) {
      throw node.error("'list' and 'fields' are expected");
    }
    return new Field(
        ShopFile.pointer(node), null, null, "", "fen", "rfc3339", Map.of(), null, null);
  }

  private static Field detailed(YamlNode node, Column column) {
    node.only(keys(column.kind()));
    var each = node.find("each").map(ShopFile::pointer).orElse(null);
    var value = node.find("value").map(YamlNode::text).orElse(null);
    var at = node.find(column.kind() == Kind.ROWS ? "list" : "at").map(ShopFile::pointer);
    if (at.isPresent() == (value != null)) {
      throw node.error("where it stands or a 'value' is expected");
    }
    var field =
        new Field(
            at.orElse(null),
            node.find("minus").map(ShopFile::pointer).orElse(null),
            each,
            node.find("by").map(YamlNode::text).orElse("/"),
            node.find("unit").map(unit -> unit.oneOf("fen", "yuan")).orElse("fen"),
            node.find("format").map(FieldsFile::format).orElse("rfc3339"),
            map(node, column),
            value == null ? node.find("default").map(YamlNode::text).orElse(null) : value,
            column.kind() == Kind.ROWS ? read(node.get("fields"), column.rows()) : null);
    checkConstant(node, column, field);
    return field;
  }

  private static String[] keys(Kind kind) {
    var more =
        switch (kind) {
          case MONEY -> List.of("unit", "default", "value");
          case COUNT -> List.of("minus", "default", "value");
          case MOMENT -> List.of("format");
          case TEXT -> List.of("map", "default", "value", "each", "by");
          case FLAG, WORD -> List.of("map", "default", "value");
          case TEXTS, PAIRS -> List.<String>of();
          case ROWS -> List.of("list", "fields");
        };
    return Stream.concat(kind == Kind.ROWS ? Stream.empty() : Stream.of("at"), more.stream())
        .toArray(String[]::new);
  }

  private static String format(YamlNode node) {
    return node.oneOf("rfc3339", "epoch_s", "epoch_ms", "local");
  }

  private static Map<String, String> map(YamlNode node, Column column) {
    var map = new LinkedHashMap<String, String>();
    node.find("map")
        .ifPresent(all -> all.entries().forEach((from, to) -> map.put(from, to.text())));
    map.values().forEach(word -> checkWord(node, column, word));
    return map;
  }

  private static void checkWord(YamlNode node, Column column, String word) {
    if (column.kind() == Kind.WORD && !column.words().contains(word)) {
      throw node.error("'" + word + "' is none of " + new TreeSet<>(column.words()));
    }
    if (column.kind() == Kind.FLAG && !Set.of("true", "false").contains(word)) {
      throw node.error("'" + word + "' is neither true nor false");
    }
  }

  /// What a description says by itself has to be right by itself.
  private static void checkConstant(YamlNode node, Column column, Field field) {
    var constant = field.fallback();
    if (constant == null) {
      return;
    }
    checkWord(node, column, constant);
    try {
      switch (column.kind()) {
        case MONEY -> field.fen(constant);
        case COUNT -> Field.whole(constant);
        case TEXT, FLAG, MOMENT, WORD, TEXTS, PAIRS, ROWS -> {}
      }
    } catch (Unreadable e) {
      throw node.error("'" + constant + "' " + e.getMessage());
    }
  }
}
