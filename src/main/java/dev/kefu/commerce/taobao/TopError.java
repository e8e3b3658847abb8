package dev.kefu.commerce.taobao;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the platform answers instead of an answer.
///
/// @param code below 100 of the platform itself
/// @param subCode `isv.…` for a mistake of ours or a thing that cannot be, `isp.…` for a fault of
///   theirs
/// @param text for people, as the platform puts it; empty when it says nothing
record TopError(int code, String subCode, String text) {

  /// What follows from it.
  enum Meaning {
    /// A fault of theirs that passes: ask again.
    FAULT,

    /// We have asked too often: be quiet for [TopError#ban].
    BANNED,

    /// The session is no longer good.
    SESSION,

    /// There is no such thing.
    MISSING,

    /// Clearly no; asked again it would be no again.
    REFUSED
  }

  private static final Set<Integer> LIMITS = Set.of(4, 5, 6, 7, 8);
  private static final Set<Integer> SESSIONS = Set.of(26, 27, 53);

  /// `Service Currently Unavailable`.
  private static final int UNAVAILABLE = 10;

  private static final Pattern BAN = Pattern.compile("last for (\\d{1,6}) more seconds");
  private static final Pattern NOTHING =
      Pattern.compile("not[-_]?exist|not[-_]?found|item_not_found|trade_not_found");

  private static final Duration SHORTEST_BAN = Duration.ofSeconds(1);

  /// Longer bans are looked at again after this time: somebody may have bought more calls.
  private static final Duration LONGEST_BAN = Duration.ofMinutes(10);

  static TopError of(JsonNode error) {
    var sub = error.path("sub_msg").asString("");
    return new TopError(
        error.path("code").asInt(0),
        error.path("sub_code").asString(""),
        sub.isEmpty() ? error.path("msg").asString("") : sub);
  }

  Meaning meaning() {
    var sub = subCode.toLowerCase(Locale.ROOT);
    if (LIMITS.contains(code) || sub.startsWith("accesscontrol.limited")) {
      return Meaning.BANNED;
    }
    if (SESSIONS.contains(code) || sub.contains("sessionkey") || sub.startsWith("session-")) {
      return Meaning.SESSION;
    }
    if (sub.startsWith("isp.") || code == UNAVAILABLE) {
      return Meaning.FAULT;
    }
    return sub.startsWith("isv.") && NOTHING.matcher(sub).find()
        ? Meaning.MISSING
        : Meaning.REFUSED;
  }

  Duration ban() {
    var told = BAN.matcher(text);
    var ban = told.find() ? Duration.ofSeconds(Long.parseLong(told.group(1))) : SHORTEST_BAN;
    return ban.compareTo(LONGEST_BAN) > 0 ? LONGEST_BAN : ban;
  }

  /// Whether only the method that was asked is banned, and not the whole application.
  boolean ofOneMethod() {
    return subCode.contains("api-access");
  }

  /// For logs: what the platform writes for people may hold anything.
  @Override
  public String toString() {
    return code + " " + subCode.replaceAll("[^A-Za-z0-9._:-]", "?");
  }
}
