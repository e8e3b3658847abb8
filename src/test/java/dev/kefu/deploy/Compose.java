package dev.kefu.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docker-compose.yml` says.
record Compose(JsonNode whole) {

  private static final String STORE = "KEFU_DATABASE_URL";
  private static final String IMAGE = "kefu:";

  static Compose read() throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object loaded = yaml.load(Files.readString(Path.of("docker-compose.yml")));
    return new Compose(new JsonMapper().valueToTree(loaded));
  }

  Map<String, JsonNode> services() {
    return fields(whole.path("services"));
  }

  /// Those that are this program and share a store.
  Map<String, JsonNode> nodes() {
    return services().entrySet().stream()
        .filter(each -> each.getValue().path("environment").has(STORE))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }

  /// Those that are this program.
  List<JsonNode> ours() {
    return services().values().stream()
        .filter(each -> each.path("image").asString("").startsWith(IMAGE))
        .toList();
  }

  /// What stands under a key of the service's list, short or long.
  static List<String> sources(JsonNode service, String key) {
    return strings(service.path(key), each -> each.isString() ? each : each.path("source"));
  }

  static List<String> strings(JsonNode list) {
    return strings(list, each -> each);
  }

  private static List<String> strings(JsonNode list, UnaryOperator<JsonNode> text) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(text)
        .map(JsonNode::asString)
        .toList();
  }

  static Map<String, JsonNode> fields(JsonNode object) {
    var fields = new TreeMap<String, JsonNode>();
    object.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
    return fields;
  }

  /// The lines of a file with this text in front, without it.
  static List<String> lines(String file, String start) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }
}
