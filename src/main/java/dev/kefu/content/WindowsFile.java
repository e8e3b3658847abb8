package dev.kefu.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;

/// Reads `windows.yaml`.
final class WindowsFile {

  private static final int MAX_TITLE = 60;
  private static final String NAME = "[a-z][a-z0-9_]{0,59}";

  private WindowsFile() {}

  static Windows read(ContentFile file, Instant importedAt) {
    var windows = new ArrayList<Windows.Window>();
    var names = new HashSet<String>();
    for (var item : YamlNode.of(file).items()) {
      var window = window(item.only("name", "title", "from", "until"), importedAt);
      if (!names.add(window.name())) {
        throw item.get("name").error("'" + window.name() + "' stands twice");
      }
      windows.add(window);
    }
    return new Windows(windows);
  }

  private static Windows.Window window(YamlNode item, Instant importedAt) {
    var name = item.get("name").text();
    if (!name.matches(NAME)) {
      throw item.get("name").error("'" + name + "' does not match " + NAME);
    }
    var from = item.get("from").time(importedAt);
    var until = item.get("until").time(importedAt);
    if (!from.isBefore(until)) {
      throw item.get("until").error("is not after 'from'");
    }
    return new Windows.Window(name, item.get("title").text(MAX_TITLE), from, until);
  }
}
