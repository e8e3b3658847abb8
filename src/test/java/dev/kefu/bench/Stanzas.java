package dev.kefu.bench;

import java.nio.charset.StandardCharsets;

/// Finds where stanzas end and what little of them the load looks at, without building anything:
/// the generator must cost little beside the server. Knows what XMPP allows (RFC 6120, 11.1: no
/// comments, no processing instructions) and no CDATA, which ejabberd does not write.
final class Stanzas {

  private static final byte[] STREAM = "<stream:stream".getBytes(StandardCharsets.US_ASCII);

  private Stanzas() {}

  /// Where the stanza at `from` ends. What opens and closes the stream, the declaration before it
  /// and blanks between stanzas count as one each.
  ///
  /// @return `from` when the stanza is not here wholly
  static int end(byte[] bytes, int from, int to) {
    if (bytes[from] != '<') {
      return blanksEnd(bytes, from, to);
    }
    var depth = 0;
    var at = from;
    while (at < to) {
      var tag = at;
      at = tagEnd(bytes, tag, to);
      if (at == tag) {
        return from;
      }
      depth += step(bytes, tag, at);
      if (depth <= 0 || starts(bytes, tag, at, STREAM)) {
        return at;
      }
      while (at < to && bytes[at] != '<') {
        at++;
      }
    }
    return from;
  }

  private static int blanksEnd(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && bytes[at] != '<') {
      at++;
    }
    return at;
  }

  /// What a tag adds to the depth.
  private static int step(byte[] bytes, int tag, int end) {
    if (bytes[tag + 1] == '/') {
      return -1;
    }
    return bytes[tag + 1] == '?' || bytes[end - 2] == '/' ? 0 : 1;
  }

  /// @return `tag` when its end has not come yet
  private static int tagEnd(byte[] bytes, int tag, int to) {
    var quote = 0;
    for (int i = tag + 1; i < to; i++) {
      var b = bytes[i];
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '>') {
        return i + 1;
      }
    }
    return tag;
  }

  /// Whether the bytes from `from` on begin so.
  static boolean starts(byte[] bytes, int from, int to, byte[] beginning) {
    if (to - from < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (bytes[from + i] != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /// Where in the stanza's own tag the value of an attribute begins; -1 when it has none.
  static int attribute(byte[] bytes, int from, int to, String name) {
    var end = tagEnd(bytes, from, to);
    var quote = 0;
    for (int i = from + 1; i + name.length() + 2 < end; i++) {
      var b = bytes[i];
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == ' ' && named(bytes, i + 1, name)) {
        return i + name.length() + 3;
      }
    }
    return -1;
  }

  private static boolean named(byte[] bytes, int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return bytes[from + name.length()] == '=';
  }
}
