package dev.kefu.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value of a YAML file that knows its line, so that every mistake can be told with it.
///
/// Each reading method throws a [ContentError] when the value is not of that kind.
public final class YamlNode {

  private final ContentFile file;
  private final int lineOffset;
  private final @Nullable Node node;
  private final int line;
  private final String path;

  private YamlNode(ContentFile file, int lineOffset, @Nullable Node node, int line, String path) {
    this.file = file;
    this.lineOffset = lineOffset;
    this.node = node;
    this.line = line;
    this.path = path;
  }

  /// Reads a whole file. An empty one is an empty list and an empty mapping at once.
  public static YamlNode of(ContentFile file) {
    return of(file, file.text(), 1);
  }

  /// Reads YAML that begins on a later line of a file, such as front matter.
  ///
  /// @param firstLine the file's line that holds the first line of `yaml`
  static YamlNode of(ContentFile file, String yaml, int firstLine) {
    var offset = firstLine - 1;
    try {
      var root = new Compose(LoadSettings.builder().build()).composeString(yaml);
      return new YamlNode(file, offset, root.orElse(null), firstLine, "");
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(Mark::getLine).orElse(0) + firstLine;
      var last = firstLine + (int) yaml.stripTrailing().lines().count() - 1;
      throw new ContentError(
          file.name(), Math.min(line, last), "is not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new ContentError(file.name(), firstLine, "is not YAML: " + e.getMessage(), e);
    }
  }

  /// The line of its key, or for an item of a list the line it begins on.
  public int line() {
    return line;
  }

  public ContentError error(String reason) {
    return file.error(line(), path.isEmpty() ? reason : path + ": " + reason);
  }

  /// Refuses every key of this mapping but these.
  public YamlNode only(String... keys) {
    var allowed = Set.of(keys);
    entries()
        .forEach((key, value) -> {
          if (!allowed.contains(key)) {
            throw file.error(
                value.line(), "unknown key '" + key + "', known are " + new TreeSet<>(allowed));
          }
        });
    return this;
  }

  /// The value of a key that has to be there.
  public YamlNode get(String key) {
    return find(key).orElseThrow(() -> error("'" + key + "' is missing"));
  }

  /// The value of a key; nothing when the key is not there or its value is left empty.
  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(entries().get(key)).filter(v -> !v.isNull());
  }

  /// The values of a mapping, in the file's order.
  public Map<String, YamlNode> entries() {
    var entries = new LinkedHashMap<String, YamlNode>();
    for (var tuple : mapping()) {
      var keyLine = lineOf(tuple.getKeyNode());
      var key = child(tuple.getKeyNode(), keyLine, path).text();
      var value = child(tuple.getValueNode(), keyLine, path.isEmpty() ? key : path + "." + key);
      if (entries.put(key, value) != null) {
        throw file.error(keyLine, "key '" + key + "' stands twice");
      }
    }
    return entries;
  }

  /// The values of a list, in the file's order.
  public List<YamlNode> items() {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode list)) {
      throw error("a list is expected");
    }
    var items = new ArrayList<YamlNode>();
    for (var item : list.getValue()) {
      items.add(child(item, lineOf(item), path));
    }
    return items;
  }

  /// The texts of a list.
  public List<String> texts() {
    return items().stream().map(YamlNode::text).toList();
  }

  /// Whether this is a text and neither a list nor keys and values.
  public boolean isText() {
    return node instanceof ScalarNode;
  }

  /// A text that is not blank, without the blanks around it.
  public String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw error("a text is expected");
    }
    return scalar.getValue().strip();
  }

  /// A text of at most so many code points.
  public String text(int maxCodePoints) {
    var text = text();
    var length = text.codePointCount(0, text.length());
    if (length > maxCodePoints) {
      throw error("has " + length + " characters, at most " + maxCodePoints + " are allowed");
    }
    return text;
  }

  /// One of a few words.
  public String oneOf(String... words) {
    var text = text();
    if (!Set.of(words).contains(text)) {
      throw error("'" + text + "' is none of " + List.of(words));
    }
    return text;
  }

  public int integer(int min, int max) {
    try {
      var value = Integer.parseInt(text());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below, as any other number out of bounds
    }
    throw error("a whole number from " + min + " to " + max + " is expected, not '" + text() + "'");
  }

  public boolean bool() {
    return "true".equals(oneOf("true", "false"));
  }

  /// @see TimeOrOffset
  public Instant time(Instant importedAt) {
    try {
      return TimeOrOffset.parse(text(), importedAt);
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private boolean isNull() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && Set.of("", "~", "null").contains(scalar.getValue());
  }

  private List<NodeTuple> mapping() {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof MappingNode mapping)) {
      throw error("keys and values are expected");
    }
    return mapping.getValue();
  }

  private YamlNode child(Node value, int childLine, String childPath) {
    return new YamlNode(file, lineOffset, value, childLine, childPath);
  }

  private int lineOf(Node of) {
    return of.getStartMark().map(Mark::getLine).orElse(0) + 1 + lineOffset;
  }
}
