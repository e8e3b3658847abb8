package dev.kefu.assist.draft;

import dev.kefu.base.StartRefused;
import dev.kefu.commerce.line.Call;
import dev.kefu.commerce.line.Heard;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.commerce.line.Net;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.commerce.line.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The endpoint that may word a card. Says nothing when it is slow, broken, busy or talks nonsense;
/// is left alone for a while when that goes on.
final class Model implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Model.class);

  private static final String REMEDY = "see kefu.assist.draft in docs/operations.md";
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 64 * 1024;
  private static final int OK = 200;

  private final String name;
  private final Map<String, String> headers;
  private final ShopLine line;
  private final JsonMapper json;

  /// @throws StartRefused for settings that lead nowhere
  Model(DraftSettings settings, JsonMapper json) {
    if (settings.model() == null || settings.model().isBlank()) {
      throw new StartRefused(
          "kefu.assist.draft.url is set and kefu.assist.draft.model is not", REMEDY);
    }
    this.name = settings.model();
    this.headers = headers(settings.keyFile());
    this.line = new ShopLine("the model", target(settings), limits(settings));
    this.json = json;
  }

  private static Map<String, String> headers(@Nullable Path keyFile) {
    if (keyFile == null) {
      return Map.of();
    }
    try {
      var key = Files.readString(keyFile).strip();
      if (key.isEmpty() || !key.matches("[!-~]+")) {
        throw new StartRefused("the file of kefu.assist.draft.key-file holds no key", REMEDY);
      }
      return Map.of("Authorization", "Bearer " + key);
    } catch (IOException e) {
      throw new StartRefused("the file of kefu.assist.draft.key-file cannot be read", REMEDY);
    }
  }

  private static Target target(DraftSettings settings) {
    var allow = settings.allow();
    try {
      var nets = allow.privateNet().stream().map(Net::of).toList();
      return Target.of(Objects.requireNonNull(settings.url()), allow.http(), allow.ports(), nets);
    } catch (IllegalArgumentException e) {
      throw new StartRefused("kefu.assist.draft.url " + e.getMessage(), REMEDY);
    }
  }

  private static LineLimits limits(DraftSettings settings) {
    return new LineLimits(
        CONNECT,
        settings.timeOut(),
        MAX_BYTES,
        settings.parallel(),
        settings.timeOut(),
        settings.timeOut(),
        PAUSE);
  }

  /// Whether it is asked at all just now.
  boolean isOpen() {
    return line.isOpen();
  }

  /// What it makes of a prompt. Whatever it says is only words.
  Optional<String> words(List<String> questions, String template, String border) {
    var prompt = Prompt.of(name, questions, template, border, json);
    var heard = line.ask(new Call("draft", "POST", "/chat/completions", headers, prompt));
    return switch (heard) {
      case Heard.Silent(var why) -> nothing(why);
      case Heard.Answered(var status, var body) ->
          status == OK ? words(body) : nothing("status " + status);
    };
  }

  private Optional<String> words(String body) {
    try {
      var content = json.readTree(body).path("choices").path(0).path("message").path("content");
      if (!content.isString()) {
        return nothing("no content");
      }
      var said = json.readTree(content.stringValue());
      return said.isObject() && said.size() == 1 && said.path("text").isString()
          ? Optional.of(said.path("text").stringValue().strip())
          : nothing("another form");
    } catch (JacksonException _) {
      return nothing("no JSON");
    }
  }

  private static Optional<String> nothing(String why) {
    log.atDebug().addKeyValue("why", why).log("no draft");
    return Optional.empty();
  }

  @Override
  public void close() {
    line.close();
  }
}
