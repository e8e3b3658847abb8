package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.line.ForeignJson;
import dev.kefu.commerce.line.Heard;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.content.ShopProfile;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks the shop's system as its description says, and reads what comes back. What is not as
/// described is a failed answer: nothing is guessed and nothing is made up.
class Asker {

  private static final Logger log = LoggerFactory.getLogger(Asker.class);

  static final String UNREADABLE = "店铺系统的回答无法读取";

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int LAST_OK = 299;
  private static final int NOT_FOUND = 404;

  private final ShopApi api;
  private final ShopLine line;
  private final ShopProfile profile;

  Asker(ShopApi api, ShopLine line, ShopProfile profile) {
    this.api = api;
    this.line = line;
    this.profile = profile;
  }

  String source() {
    return api.source();
  }

  ZoneId zone() {
    return profile.shop().zone();
  }

  boolean offers(String request) {
    return api.request(request).isPresent();
  }

  boolean uses(String request, String place) {
    return api.request(request).filter(found -> found.uses(place)).isPresent();
  }

  Fields fieldsOf(String section) {
    return api.fieldsOf(section);
  }

  /// What a shop that does not offer something is said to lack.
  static <T> Answer<T> notOffered(String what) {
    return new Answer.Failed<>("店铺系统没有接入" + what);
  }

  /// Asks for one thing. When the description names a list, the thing is the first of it that is
  /// the one asked for.
  ///
  /// @param isIt whether a thing is the one that was asked for: another one is no answer
  <T> Answer<T> one(Ask ask, Function<Row, T> told, Function<T, Boolean> isIt) {
    return asked(ask, ask.values(), answer -> one(ask, answer, told, isIt));
  }

  private <T> Answer<T> one(
      Ask ask, JsonNode answer, Function<Row, T> told, Function<T, Boolean> isIt) {
    var node = answer.at(ask.request().at());
    if (ask.request().isList()) {
      return list(node).stream()
          .map(each -> told.apply(row(ask, each)))
          .filter(isIt::apply)
          .findFirst()
          .<Answer<T>>map(Answer.Found::new)
          .orElseGet(Answer.Missing::new);
    }
    if (node.isNull()) {
      return new Answer.Missing<>();
    }
    var thing = told.apply(row(ask, node));
    if (!isIt.apply(thing)) {
      throw new Unreadable("is not what was asked for");
    }
    return new Answer.Found<>(thing);
  }

  /// Asks for a list, page by page if the description says so.
  <T> Answer<List<T>> many(Ask ask, Function<Row, T> told) {
    var all = new ArrayList<T>();
    var cursor = "";
    for (int page = 0; page < ask.request().pages().most(); page++) {
      var answer = asked(ask, ask.request().page(ask.values(), page, cursor), Answer.Found::new);
      switch (answer) {
        case Answer.Found<JsonNode>(var node) -> {
          var rows = read(ask, () -> rows(ask, node, told));
          if (!(rows instanceof Answer.Found<List<T>>(var found))) {
            return rows;
          }
          all.addAll(found);
          cursor = next(ask, node);
          if (isLast(ask, found.size(), cursor)) {
            return new Answer.Found<>(all);
          }
        }
        case Answer.Missing<JsonNode> _ -> {
          return new Answer.Found<>(all);
        }
        case Answer.Failed<JsonNode>(var reason) -> {
          return new Answer.Failed<>(reason);
        }
      }
    }
    return new Answer.Found<>(all);
  }

  private <T> Answer<List<T>> rows(Ask ask, JsonNode answer, Function<Row, T> told) {
    var list = list(answer.at(ask.request().at()));
    return new Answer.Found<>(list.stream().map(each -> told.apply(row(ask, each))).toList());
  }

  private static String next(Ask ask, JsonNode answer) {
    var pages = ask.request().pages();
    return pages.by().equals("cursor") ? answer.at(pages.next()).asString("") : "";
  }

  private static boolean isLast(Ask ask, int rows, String cursor) {
    var pages = ask.request().pages();
    return pages.by().equals("cursor") ? cursor.isEmpty() : rows < pages.size();
  }

  private static List<JsonNode> list(JsonNode node) {
    if (!node.isArray()) {
      throw new Unreadable("no list stands there");
    }
    return node.valueStream().toList();
  }

  private Row row(Ask ask, JsonNode thing) {
    if (!thing.isObject()) {
      throw new Unreadable("no thing stands there");
    }
    return new Row(thing, fieldsOf(ask.section()), zone());
  }

  /// Asks and gives back whatever came, for what needs more than the usual reading.
  Heard hear(Ask ask) {
    return ask.request()
        .call(ask.values(), api.headers())
        .map(line::ask)
        .orElseGet(() -> new Heard.Silent("no such path"));
  }

  /// The one thing in an answer; nothing when it says that there is none.
  ///
  /// @throws Unreadable for anything else than a thing
  /// @throws JacksonException for no JSON
  Optional<Row> thing(Ask ask, String body) {
    var answer = ForeignJson.read(body);
    if (isMissing(answer)) {
      return Optional.empty();
    }
    if (ask.request().graphql() && !answer.path("errors").isEmpty()) {
      throw new Unreadable("has GraphQL errors");
    }
    var node = answer.at(ask.request().at());
    return node.isNull() ? Optional.empty() : Optional.of(row(ask, node));
  }

  private <T> Answer<T> asked(
      Ask ask, Map<String, Object> values, Function<JsonNode, Answer<T>> reading) {
    var call = ask.request().call(values, api.headers());
    if (call.isEmpty()) {
      return new Answer.Missing<>();
    }
    return switch (line.ask(call.get())) {
      case Heard.Silent _ -> new Answer.Failed<>(Kept.SILENT);
      case Heard.Answered(var status, var body) ->
          read(ask, () -> answered(ask, status, body, reading));
    };
  }

  private <T> Answer<T> answered(
      Ask ask, int status, String body, Function<JsonNode, Answer<T>> reading) {
    if (status == NO_CONTENT) {
      return new Answer.Missing<>();
    }
    if (status == NOT_FOUND && saysSo(body)) {
      return new Answer.Missing<>();
    }
    if (status < OK || status > LAST_OK) {
      throw new Unreadable("has the status " + status);
    }
    var answer = ForeignJson.read(body);
    if (isMissing(answer)) {
      return new Answer.Missing<>();
    }
    if (ask.request().graphql() && !answer.path("errors").isEmpty()) {
      throw new Unreadable("has GraphQL errors");
    }
    return reading.apply(answer);
  }

  /// A page of some proxy in between that finds nothing is not the shop's word.
  static boolean saysSo(String body) {
    return body.isBlank() || ForeignJson.read(body).isContainer();
  }

  private boolean isMissing(JsonNode answer) {
    var envelope = api.envelope();
    if (envelope == null) {
      return false;
    }
    var word = answer.at(envelope.at()).asString("");
    if (!envelope.ok().contains(word) && !envelope.missing().contains(word)) {
      throw new Unreadable("does not say that all is well");
    }
    return envelope.missing().contains(word);
  }

  private interface Reading<T> {
    Answer<T> read();
  }

  private static <T> Answer<T> read(Ask ask, Reading<T> reading) {
    try {
      return reading.read();
    } catch (Unreadable e) {
      return unreadable(ask, String.valueOf(e.getMessage()));
    } catch (JacksonException _) {
      return unreadable(ask, "is no JSON");
    }
  }

  private static <T> Answer<T> unreadable(Ask ask, String why) {
    log.atWarn()
        .addKeyValue("call", ask.request().name())
        .addKeyValue("why", why)
        .log("the shop's answer is not as described");
    return new Answer.Failed<>(UNREADABLE);
  }

  /// @throws IllegalStateException when nobody has asked [#offers] before
  Ask ask(String request, Map<String, Object> values) {
    return new Ask(api.request(request).orElseThrow(IllegalStateException::new), values);
  }

  /// A question with its values.
  record Ask(Request request, Map<String, Object> values) {

    String section() {
      return request.name().substring(0, request.name().indexOf('.'));
    }
  }
}
