package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.line.Call;
import dev.kefu.commerce.line.ForeignJson;
import dev.kefu.commerce.line.Heard;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.commerce.taobao.TopError.Meaning;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The platform's one gateway: signs each request, reads errors, asks again where that helps, and
/// is quiet while it is banned. Never throws for what the other side does. Any thread.
class TopGateway {

  private static final Logger log = LoggerFactory.getLogger(TopGateway.class);

  static final String REFUSED = "平台拒绝了这次查询";
  static final String UNREADABLE = "平台的回答无法读取";
  private static final String BANNED = "平台调用次数已达上限，请稍后再试";
  private static final String SESSION = "店铺授权已失效，请管理员重新授权";

  /// A ban this short is waited for: nobody waits for us longer than their own patience.
  private static final Duration SHORT_BAN = Duration.ofSeconds(2);

  private static final String EVERYTHING = "*";
  private static final String PREFIX = "taobao.";

  private final ShopLine line;
  private final TopApp app;
  private final Sessions sessions;
  private final Clock clock;

  /// Until when a method, or [#EVERYTHING], is not to be asked.
  private final Map<String, Instant> bans = new ConcurrentHashMap<>();

  TopGateway(ShopLine line, TopApp app, Sessions sessions, Clock clock) {
    this.line = line;
    this.app = app;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Asks for something. May be asked twice.
  Said ask(String method, Map<String, String> values) {
    return said(method, values, true);
  }

  /// Has something done, at most once: what is not clear is [Said.Silent].
  Said carryOut(String method, Map<String, String> values) {
    return said(method, values, false);
  }

  /// Asks and reads. What cannot be read is a failed answer: nothing is guessed.
  <T> Answer<T> read(
      String method, Map<String, String> values, Function<JsonNode, Answer<T>> reading) {
    return reading(method, () -> ask(method, values).answer(reading));
  }

  interface Reading<T> {
    Answer<T> read();
  }

  <T> Answer<T> reading(String method, Reading<T> reading) {
    try {
      return reading.read();
    } catch (Unreadable e) {
      log.atWarn()
          .addKeyValue("call", method)
          .addKeyValue("why", e.getMessage())
          .log("the platform's answer is not as promised");
      return new Answer.Failed<>(UNREADABLE);
    }
  }

  private Said said(String method, Map<String, String> values, boolean again) {
    var session = sessions.current();
    if (session == null) {
      return new Said.Silent(SESSION);
    }
    var first = once(method, values, session);
    if (!(first instanceof Said.Refused(var error))) {
      return first;
    }
    return switch (error.meaning()) {
      case REFUSED -> refused(method, error);
      case MISSING -> new Said.Nothing();
      case SESSION -> withNewSession(method, values, session);
      case FAULT -> again ? secondTry(method, once(method, values, session)) : silent();
      case BANNED -> afterBan(method, values, session, error);
    };
  }

  /// A request that was not let in has done nothing, so that even a payment can be sent again.
  private Said withNewSession(String method, Map<String, String> values, String refused) {
    var session = sessions.renewed(refused);
    return session == null
        ? new Said.Silent(SESSION)
        : secondTry(method, once(method, values, session));
  }

  private Said afterBan(String method, Map<String, String> values, String session, TopError error) {
    var ban = error.ban();
    var until = noted(method, error);
    if (ban.compareTo(SHORT_BAN) > 0) {
      return new Said.Silent(BANNED);
    }
    try {
      Thread.sleep(ban);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Said.Silent(BANNED);
    }
    // Not a longer one that another has heard of meanwhile.
    bans.remove(banned(method, error), until);
    return secondTry(method, once(method, values, session));
  }

  private Instant noted(String method, TopError error) {
    var until = clock.instant().plus(error.ban());
    bans.put(banned(method, error), until);
    log.atWarn()
        .addKeyValue("call", method)
        .addKeyValue("s", error.ban().toSeconds())
        .log("call limit");
    return until;
  }

  private static String banned(String method, TopError error) {
    return error.ofOneMethod() ? method : EVERYTHING;
  }

  /// Not a third time.
  private Said secondTry(String method, Said said) {
    if (!(said instanceof Said.Refused(var error))) {
      return said;
    }
    return switch (error.meaning()) {
      case REFUSED -> said;
      case MISSING -> new Said.Nothing();
      case SESSION -> new Said.Silent(SESSION);
      case BANNED -> {
        var _ = noted(method, error);
        yield new Said.Silent(BANNED);
      }
      case FAULT -> silent();
    };
  }

  private static Said silent() {
    return new Said.Silent(Kept.SILENT);
  }

  private static Said refused(String method, TopError error) {
    log.atWarn().addKeyValue("call", method).addKeyValue("error", error).log("refused");
    return new Said.Refused(error);
  }

  /// Every error comes back as [Said.Refused], whatever it means.
  private Said once(String method, Map<String, String> values, String session) {
    if (isBanned(method) || isBanned(EVERYTHING)) {
      return new Said.Silent(BANNED);
    }
    var call = Call.form(method, form(method, values, session));
    var read = new Read[1];
    var heard =
        line.ask(
            call,
            answered -> {
              read[0] = Read.of(method, answered.body());
              return read[0].fault();
            });
    return switch (heard) {
      case Heard.Silent _ -> silent();
      case Heard.Answered answered -> {
        var found = read[0] == null ? Read.of(method, answered.body()) : read[0];
        if (found.said() instanceof Said.Told) {
          sessions.worked();
        }
        yield found.said();
      }
    };
  }

  private boolean isBanned(String method) {
    var until = bans.get(method);
    return until != null && until.isAfter(clock.instant());
  }

  private String form(String method, Map<String, String> values, String session) {
    var all = new TreeMap<>(values);
    all.put("method", method);
    all.put("app_key", app.key());
    all.put("session", session);
    all.put("timestamp", TopTime.text(clock.instant()));
    all.put("format", "json");
    all.put("v", "2.0");
    all.put("sign_method", app.signing().wireName());
    all.values().removeIf(String::isEmpty);
    all.put("sign", app.signing().sign(all, app.secret()));
    return encoded(all);
  }

  static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// An answer, read once: for the breaker and for whoever asked.
  ///
  /// @param fault why it counts against the platform; null when it does not
  private record Read(Said said, @Nullable String fault) {

    static Read of(String method, String body) {
      JsonNode json;
      try {
        json = ForeignJson.read(body);
      } catch (JacksonException _) {
        return new Read(new Said.Silent(UNREADABLE), "no json");
      }
      var error = json.path("error_response");
      if (error.isObject()) {
        var told = TopError.of(error);
        return new Read(
            new Said.Refused(told), told.meaning() == Meaning.FAULT ? told.toString() : null);
      }
      var name = method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method;
      var answer = json.path(name.replace('.', '_') + "_response");
      return answer.isObject()
          ? new Read(new Said.Told(answer), null)
          : new Read(new Said.Silent(UNREADABLE), "no answer");
    }
  }
}
