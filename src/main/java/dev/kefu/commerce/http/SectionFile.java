package dev.kefu.commerce.http;

import dev.kefu.commerce.http.Request.Pages;
import dev.kefu.content.YamlNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/// Reads one section of a description: its requests and its fields.
final class SectionFile {

  private static final List<String> METHODS = List.of("get", "post", "put");
  private static final int MAX_SIZE = 500;
  private static final int MAX_PAGES = 20;
  private static final int USUAL_PAGES = 5;
  private static final int USUAL_SIZE = 100;
  private static final int REFUSED = 422;
  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 499;

  private final Section section;
  private final YamlNode node;
  private final String graphqlPath;

  SectionFile(Section section, YamlNode node, String graphqlPath) {
    this.section = section;
    this.node = node;
    this.graphqlPath = graphqlPath;
  }

  void readInto(Map<String, Request> requests, Map<String, Fields> fields) {
    var known = Stream.concat(Stream.of("fields"), section.requests().keySet().stream());
    node.only(known.toArray(String[]::new));
    fields.put(section.name(), FieldsFile.read(node.get("fields"), section.columns()));
    for (var name : section.requests().keySet()) {
      node.find(name).ifPresent(each -> requests.put(full(name), request(name, each)));
    }
    if (section.equals(Section.PAYOUTS) && !requests.containsKey(full("find"))) {
      throw node.error("'find' is missing: nobody may pay again without asking first");
    }
  }

  private String full(String name) {
    return section.name() + "." + name;
  }

  private Request request(String name, YamlNode request) {
    request.only(
        "get",
        "post",
        "put",
        "graphql",
        "path",
        "variables",
        "headers",
        "body",
        "at",
        "list",
        "pages",
        "refused");
    var places = places(name, request);
    var way = way(request);
    var graphql = way.equals("graphql");
    return new Request(
        full(name),
        way.equals("get") ? "GET" : way.equals("put") ? "PUT" : "POST",
        path(request, way, places),
        headers(request, places),
        body(request, graphql, places),
        graphql,
        at(name, request),
        isList(request),
        pages(name, request),
        refused(request));
  }

  private Set<String> places(String name, YamlNode request) {
    var places = new HashSet<>(section.requests().getOrDefault(name, Set.of()));
    if (request.find("pages").isPresent()) {
      places.addAll(Request.pagePlaces());
    }
    return places;
  }

  private static String way(YamlNode request) {
    var ways =
        Stream.concat(METHODS.stream(), Stream.of("graphql"))
            .filter(way -> request.find(way).isPresent())
            .toList();
    if (ways.size() != 1) {
      throw request.error("one of 'get', 'post', 'put' and 'graphql' is expected");
    }
    return ways.getFirst();
  }

  private Template path(YamlNode request, String way, Set<String> places) {
    if (way.equals("graphql")) {
      return new Template(request.find("path").map(YamlNode::text).orElse(graphqlPath));
    }
    request
        .find("path")
        .ifPresent(path -> {
          throw path.error("stands only with 'graphql'");
        });
    var path = request.get(way);
    if (!path.text().startsWith("/") || path.text().startsWith("//")) {
      throw path.error("begins with one slash, behind base_url");
    }
    if (path.text().matches(".*[\\s#\\\\].*")) {
      throw path.error("holds what no path holds");
    }
    return template(path, places);
  }

  private static Template template(YamlNode text, Set<String> places) {
    try {
      return Template.of(text.text(), places);
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Template> headers(YamlNode request, Set<String> places) {
    var headers = new LinkedHashMap<String, Template>();
    request
        .find("headers")
        .ifPresent(all ->
            all.entries()
                .forEach((name, value) ->
                    headers.put(ShopFile.headerName(name, value), template(value, places))));
    return headers;
  }

  private static @Nullable JsonTemplate body(
      YamlNode request, boolean graphql, Set<String> places) {
    var json = request.find(graphql ? "variables" : "body");
    request
        .find(graphql ? "body" : "variables")
        .ifPresent(other -> {
          throw other.error("does not stand " + (graphql ? "with" : "without") + " 'graphql'");
        });
    var template = json.isPresent() ? json(json.get(), places) : null;
    return graphql ? JsonTemplate.graphql(request.get("graphql").text(), template) : template;
  }

  private static JsonTemplate json(YamlNode text, Set<String> places) {
    try {
      return JsonTemplate.of(text.text(), places);
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  private JsonPointer at(String name, YamlNode request) {
    if (section.lists().contains(name) && !isList(request)) {
      throw request.error("'list' is missing: where the list stands, 'whole' for the whole answer");
    }
    if (isList(request) && request.find("at").isPresent()) {
      throw request.get("at").error("does not stand beside 'list'");
    }
    return pointerOrWhole(request, isList(request) ? "list" : "at");
  }

  private static boolean isList(YamlNode request) {
    return request.entries().containsKey("list");
  }

  /// `whole` or nothing is the whole answer.
  private static JsonPointer pointerOrWhole(YamlNode request, String key) {
    return request
        .find(key)
        .filter(node -> !node.text().equals("whole"))
        .map(ShopFile::pointer)
        .orElse(JsonPointer.empty());
  }

  private Pages pages(String name, YamlNode request) {
    var pages = request.find("pages");
    if (pages.isEmpty()) {
      return Pages.NONE;
    }
    if (!section.lists().contains(name)) {
      throw pages.get().error("only a list has pages");
    }
    return pages(pages.get());
  }

  private static Pages pages(YamlNode node) {
    node.only("by", "size", "most", "first", "next");
    var by = node.get("by").oneOf("page", "offset", "cursor");
    return new Pages(
        by,
        node.find("size").map(size -> size.integer(1, MAX_SIZE)).orElse(USUAL_SIZE),
        node.find("most").map(most -> most.integer(1, MAX_PAGES)).orElse(USUAL_PAGES),
        node.find("first").map(first -> first.integer(0, 1)).orElse(1),
        by.equals("cursor") ? ShopFile.pointer(node.get("next")) : JsonPointer.empty());
  }

  private static Set<Integer> refused(YamlNode request) {
    return request
        .find("refused")
        .map(list ->
            list.items().stream()
                .map(status -> status.integer(FIRST_ERROR, LAST_ERROR))
                .collect(Collectors.toSet()))
        .orElse(Set.of(REFUSED));
  }
}
