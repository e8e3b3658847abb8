package dev.kefu.commerce.line;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where the shop's system is, and how far we may go to reach it.
///
/// @param base what every call's path is put behind; without a slash at its end
/// @param allowed private addresses that may be reached
public record Target(URI base, List<Net> allowed) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public Target {
    allowed = List.copyOf(allowed);
  }

  /// @param http whether it may go without TLS
  /// @param ports further ones than 80 and 443
  /// @throws IllegalArgumentException for an address we do not go to, with the reason
  public static Target of(String text, boolean http, Set<Integer> ports, List<Net> allowed) {
    var base = parsed(text);
    var scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.equals("https") || scheme.equals("http"), "is no http address");
    require(scheme.equals("https") || http, "goes without TLS; allow.http has to say so");
    require(base.getHost() != null, "names no host");
    require(base.getRawUserInfo() == null, "holds credentials; they belong into headers");
    require(base.getRawQuery() == null && base.getRawFragment() == null, "has a query");
    var usual = scheme.equals("https") ? HTTPS : HTTP;
    var port = base.getPort() < 0 ? usual : base.getPort();
    require(
        port == HTTP || port == HTTPS || ports.contains(port),
        "goes to port " + port + "; allow.ports has to name it");
    return new Target(base, allowed);
  }

  private static URI parsed(String text) {
    var trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    try {
      return URI.create(trimmed);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("is no address");
    }
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
