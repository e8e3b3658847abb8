package dev.kefu.commerce.http;

import dev.kefu.commerce.http.ShopApi.Envelope;
import dev.kefu.commerce.http.ShopApi.Event;
import dev.kefu.commerce.http.ShopApi.Webhooks;
import dev.kefu.commerce.line.Net;
import dev.kefu.commerce.line.Target;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.content.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/// Reads the description of a shop's system. Each mistake is told with its line.
final class ShopFile {

  private static final String NAME = "[a-z][a-z0-9_-]{0,31}";
  private static final String HEADER = "[A-Za-z][A-Za-z0-9-]{0,63}";
  private static final Pattern SECRET = Pattern.compile("\\$\\{([a-z][a-z0-9-]*)}");
  private static final int MIN_SECRET = 16;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_CONCURRENT = 64;
  private static final int USUAL_CONCURRENT = 16;

  private final YamlNode root;
  private final Function<String, Optional<String>> secrets;

  private ShopFile(YamlNode root, Function<String, Optional<String>> secrets) {
    this.root = root;
    this.secrets = secrets;
  }

  /// @param secrets by their names in the file
  /// @throws ContentError for the first mistake
  static ShopApi read(ContentFile file, Function<String, Optional<String>> secrets) {
    return new ShopFile(YamlNode.of(file), secrets).read();
  }

  private ShopApi read() {
    var sections = Section.ALL.stream().map(Section::name);
    root.only(
        Stream.concat(
                Stream.of(
                    "source",
                    "base_url",
                    "allow",
                    "concurrent",
                    "headers",
                    "envelope",
                    "graphql_path",
                    "webhooks"),
                sections)
            .toArray(String[]::new));
    var requests = new HashMap<String, Request>();
    var fields = new HashMap<String, Fields>();
    var graphqlPath = root.find("graphql_path").map(YamlNode::text).orElse("/graphql");
    for (var section : Section.ALL) {
      root.find(section.name())
          .ifPresent(
              node -> new SectionFile(section, node, graphqlPath).readInto(requests, fields));
    }
    return new ShopApi(
        source(),
        target(),
        root.find("concurrent")
            .map(node -> node.integer(1, MAX_CONCURRENT))
            .orElse(USUAL_CONCURRENT),
        headers(),
        envelope(),
        requests,
        fields,
        webhooks());
  }

  private String source() {
    var node = root.get("source");
    if (!node.text().matches(NAME)) {
      throw node.error("'" + node.text() + "' does not match " + NAME);
    }
    return node.text();
  }

  private Target target() {
    var base = root.get("base_url");
    var allow = root.find("allow");
    allow.ifPresent(node -> node.only("http", "ports", "private"));
    var http = allow.flatMap(node -> node.find("http")).map(YamlNode::bool).orElse(false);
    var ports =
        listIn(allow, "ports").stream()
            .map(port -> port.integer(1, MAX_PORT))
            .collect(Collectors.toSet());
    var nets = listIn(allow, "private").stream().map(ShopFile::net).toList();
    try {
      return Target.of(base.text(), http, ports, nets);
    } catch (IllegalArgumentException e) {
      throw base.error(String.valueOf(e.getMessage()));
    }
  }

  private static List<YamlNode> listIn(Optional<YamlNode> node, String key) {
    return node.flatMap(n -> n.find(key)).map(YamlNode::items).orElse(List.of());
  }

  private static Net net(YamlNode node) {
    try {
      return Net.of(node.text());
    } catch (IllegalArgumentException e) {
      throw node.error(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    root.find("headers")
        .ifPresent(node ->
            node.entries()
                .forEach((name, value) -> headers.put(headerName(name, value), revealed(value))));
    return headers;
  }

  static String headerName(String name, YamlNode value) {
    if (!name.matches(HEADER)) {
      throw value.error("is no header");
    }
    return name;
  }

  /// A text with the secrets it names.
  private String revealed(YamlNode node) {
    return SECRET
        .matcher(node.text())
        .replaceAll(found -> Matcher.quoteReplacement(secret(node, found.group(1))));
  }

  private String secret(YamlNode node, String name) {
    var secret =
        secrets
            .apply(name)
            .orElseThrow(() ->
                node.error("the secret '" + name + "' is not set; set kefu.shop.secrets." + name));
    if (!secret.matches("[\\x20-\\x7e]+")) {
      throw node.error("the secret '" + name + "' holds what no header can hold");
    }
    return secret;
  }

  private @Nullable Envelope envelope() {
    return root.find("envelope").map(ShopFile::envelope).orElse(null);
  }

  private static Envelope envelope(YamlNode node) {
    node.only("at", "ok", "missing");
    return new Envelope(
        pointer(node.get("at")),
        Set.copyOf(node.get("ok").texts()),
        node.find("missing").map(n -> Set.copyOf(n.texts())).orElse(Set.of()));
  }

  static JsonPointer pointer(YamlNode node) {
    try {
      return JsonPointer.compile(node.text());
    } catch (IllegalArgumentException _) {
      throw node.error("'" + node.text() + "' is no JSON pointer: it begins with a slash");
    }
  }

  private @Nullable Webhooks webhooks() {
    return root.find("webhooks").map(this::webhooks).orElse(null);
  }

  private Webhooks webhooks(YamlNode node) {
    node.only("secret", "timestamp", "signature", "type", "events");
    var events = new LinkedHashMap<String, Event>();
    node.get("events").entries().forEach((name, event) -> events.put(name, event(event)));
    return new Webhooks(
        webhookSecret(node.get("secret")),
        header(node, "timestamp", "X-Kefu-Timestamp"),
        header(node, "signature", "X-Kefu-Signature"),
        pointer(node.get("type")),
        events);
  }

  private static String header(YamlNode node, String key, String usual) {
    return node.find(key).map(header -> headerName(header.text(), header)).orElse(usual);
  }

  private SecretKey webhookSecret(YamlNode node) {
    if (!SECRET.matcher(node.text()).matches()) {
      throw node.error("names a secret, such as ${webhook}");
    }
    var secret = revealed(node);
    if (secret.length() < MIN_SECRET) {
      throw node.error("has fewer than " + MIN_SECRET + " characters");
    }
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private static Event event(YamlNode node) {
    node.only("raise", "sku", "order", "parcel");
    var raise = node.get("raise").oneOf("stock_ran_out", "product_moved", "order_moved");
    var key = node.get(raise.equals("order_moved") ? "order" : "sku");
    return new Event(
        raise,
        pointer(key),
        node.find("parcel").map(ShopFile::pointer).orElse(JsonPointer.empty()));
  }
}
