package dev.kefu.commerce.taobao;

import dev.kefu.commerce.line.Call;
import dev.kefu.commerce.line.ForeignJson;
import dev.kefu.commerce.line.Heard;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.commerce.line.Unreadable;
import java.time.Clock;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Where a new session is had for a refresh token.
class TokenEndpoint implements AutoCloseable {

  private static final int OK = 200;
  private static final int FIRST_NO = 400;
  private static final int LAST_NO = 499;

  private final ShopLine line;
  private final TopApp app;
  private final Clock clock;

  TokenEndpoint(ShopLine line, TopApp app, Clock clock) {
    this.line = line;
    this.app = app;
    this.clock = clock;
  }

  sealed interface Outcome {

    record Renewed(Tokens tokens) implements Outcome {}

    /// The seller has to authorise us anew.
    record Refused() implements Outcome {}

    /// Nobody knows; later perhaps.
    record Unknown() implements Outcome {}
  }

  Outcome renew(Tokens old) {
    var form = new TreeMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("client_id", app.key());
    form.put("client_secret", app.secret());
    form.put("refresh_token", old.refresh());
    return switch (line.ask(Call.form("token", TopGateway.encoded(form)))) {
      case Heard.Silent _ -> new Outcome.Unknown();
      case Heard.Answered(var status, var body) -> outcome(status, body, old);
    };
  }

  private Outcome outcome(int status, String body, Tokens old) {
    try {
      var json = ForeignJson.read(body);
      if (json.path("error").isString() && (status == OK || isNo(status))) {
        return new Outcome.Refused();
      }
      return status == OK ? renewed(json, old) : new Outcome.Unknown();
    } catch (JacksonException | Unreadable _) {
      return new Outcome.Unknown();
    }
  }

  private static boolean isNo(int status) {
    return status >= FIRST_NO && status <= LAST_NO;
  }

  private Outcome renewed(JsonNode json, Tokens old) {
    var row = Row.of("token", json);
    var seconds = row.textOr("expires_in", "").isEmpty() ? 0 : row.count("expires_in");
    var until = seconds == 0 ? null : clock.instant().plusSeconds(seconds);
    return new Outcome.Renewed(
        new Tokens(row.text("access_token"), row.textOr("refresh_token", old.refresh()), until));
  }

  @Override
  public void close() {
    line.close();
  }
}
