package dev.kefu.bench;

import java.nio.charset.StandardCharsets;

/// The few fields of a frame that the load looks at, found without building anything: the generator
/// must cost little beside the server. Reads only the outermost object. Not for several threads.
final class Fields {

  /// What kind of frame it is.
  enum Type {
    OK,
    EVENT,
    PING,
    WELCOME,
    ERROR,
    INBOX,
    SUGGESTIONS,
    OTHER
  }

  private static final int NONE = -1;

  private byte[] bytes = {};
  private int type;
  private int id;
  private int idEnd;
  private int mid;
  private int midEnd;
  private int seq;
  private int seqEnd;
  private int conversation;
  private int conversationEnd;

  /// @param from where the object begins
  void read(byte[] frame, int from, int to) {
    bytes = frame;
    type = NONE;
    id = NONE;
    mid = NONE;
    seq = NONE;
    conversation = NONE;
    var at = from + 1;
    while (at < to && bytes[at] != '}') {
      if (bytes[at] != '"') {
        at++;
        continue;
      }
      var key = at + 1;
      var keyEnd = stringEnd(key);
      var value = keyEnd + 2;
      at = valueEnd(value);
      note(key, keyEnd - key, value, at);
    }
  }

  private void note(int key, int length, int value, int end) {
    if (length == 2 && bytes[key] == 'i') {
      id = value + 1;
      idEnd = end - 1;
    } else if (length == 3 && bytes[key] == 's') {
      seq = value;
      seqEnd = end;
    } else if (length == 3 && bytes[key] == 'm') {
      mid = value + 1;
      midEnd = end - 1;
    } else if (length == 4 && bytes[key] == 't' && bytes[key + 1] == 'y') {
      type = value + 1;
    } else if (length == 12 && bytes[key] == 'c') {
      conversation = value + 1;
      conversationEnd = end - 1;
    }
  }

  /// Past the closing quote is one further.
  private int stringEnd(int at) {
    var i = at;
    while (bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  private int valueEnd(int at) {
    return switch (bytes[at]) {
      case '"' -> stringEnd(at + 1) + 1;
      case '{', '[' -> nestedEnd(at);
      default -> wordEnd(at);
    };
  }

  private int nestedEnd(int at) {
    var depth = 0;
    var i = at;
    while (true) {
      switch (bytes[i]) {
        case '"' -> i = stringEnd(i + 1);
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      i++;
      if (depth == 0) {
        return i;
      }
    }
  }

  private int wordEnd(int at) {
    var i = at;
    while (bytes[i] != ',' && bytes[i] != '}') {
      i++;
    }
    return i;
  }

  Type type() {
    if (type == NONE) {
      return Type.OTHER;
    }
    return switch (bytes[type]) {
      case 'o' -> Type.OK;
      case 'w' -> Type.WELCOME;
      case 'i' -> Type.INBOX;
      case 's' -> Type.SUGGESTIONS;
      case 'p' -> bytes[type + 1] == 'i' ? Type.PING : Type.OTHER;
      case 'e' -> bytes[type + 1] == 'v' ? Type.EVENT : Type.ERROR;
      default -> Type.OTHER;
    };
  }

  boolean hasMid() {
    return mid != NONE;
  }

  /// Where in the frame the value of `id` is.
  Slice id() {
    return new Slice(bytes, id, id == NONE ? NONE : idEnd);
  }

  Slice mid() {
    return new Slice(bytes, mid, mid == NONE ? NONE : midEnd);
  }

  String conversation() {
    return conversation == NONE
        ? ""
        : new String(
            bytes, conversation, conversationEnd - conversation, StandardCharsets.US_ASCII);
  }

  /// @return -1 when there is none
  long seq() {
    if (seq == NONE) {
      return NONE;
    }
    var number = 0L;
    for (int i = seq; i < seqEnd; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  /// A part of a frame, good until the next frame is read.
  static final class Slice {

    private final byte[] bytes;
    private final int from;
    private final int to;

    Slice(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    int from() {
      return from;
    }

    /// Reads a hexadecimal number.
    long hex(int offset, int length) {
      var number = 0L;
      for (int i = from + offset; i < from + offset + length; i++) {
        number = (number << 4) | Character.digit(bytes[i], 16);
      }
      return number;
    }

    @Override
    public String toString() {
      return from < 0 ? "" : new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
  }
}
