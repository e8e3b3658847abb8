package dev.kefu.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one node says of itself.
final class LocalBeats implements Beats {

  private final Map<String, String> said = new ConcurrentHashMap<>();

  @Override
  public void put(String kind, String id, String value) {
    said.put(name(kind, id), value);
  }

  @Override
  public void remove(String kind, String id) {
    said.remove(name(kind, id));
  }

  @Override
  public List<String> get(String kind, String id) {
    var value = said.get(name(kind, id));
    return value == null ? List.of() : List.of(value);
  }

  static String name(String kind, String id) {
    return kind + "/" + id;
  }

  Map<String, String> all() {
    return Map.copyOf(said);
  }
}
