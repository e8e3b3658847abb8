package dev.kefu.bench;

import java.nio.charset.StandardCharsets;

/// What stands around the JSON of a frame. All servers are sent the same objects.
enum Envelope {

  /// The object is the frame.
  PLAIN {
    @Override
    String before(String conversation) {
      return "";
    }

    @Override
    String after() {
      return "";
    }

    @Override
    int object(byte[] bytes, int from, int to) {
      return from;
    }

    @Override
    String opening(String hello) {
      return hello;
    }

    @Override
    Control control(byte[] bytes, int from) {
      return Control.NOTHING;
    }
  },

  /// An event named `frame` in Socket.IO 4.
  SOCKET_IO {
    @Override
    String before(String conversation) {
      return "42[\"frame\",";
    }

    @Override
    String after() {
      return "]";
    }

    @Override
    int object(byte[] bytes, int from, int to) {
      return bytes[from] == '4' && bytes[from + 1] == '2' ? from + before("").length() : NONE;
    }

    @Override
    String opening(String hello) {
      return "40";
    }

    @Override
    Control control(byte[] bytes, int from) {
      return switch (bytes[from]) {
        case '4' -> Control.SAY_HELLO;
        case '2' -> Control.PONG;
        default -> Control.NOTHING;
      };
    }
  },

  /// STOMP 1.2, a destination for each conversation.
  STOMP {
    @Override
    String before(String conversation) {
      return "SEND\ndestination:/app/chat/" + conversation + "\ncontent-type:application/json\n\n";
    }

    @Override
    String after() {
      return "\0";
    }

    @Override
    int object(byte[] bytes, int from, int to) {
      if (bytes[from] != 'M') {
        return NONE;
      }
      var at = from;
      while (bytes[at] != '\n' || bytes[at + 1] != '\n') {
        at++;
      }
      return at + 2;
    }

    @Override
    String opening(String hello) {
      return "CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n\0";
    }

    @Override
    Control control(byte[] bytes, int from) {
      return bytes[from] == 'C' ? Control.WELCOME : Control.NOTHING;
    }
  };

  static final int NONE = -1;

  /// What a frame without an object asks for.
  enum Control {
    NOTHING,
    SAY_HELLO,
    WELCOME,
    PONG
  }

  abstract String before(String conversation);

  abstract String after();

  /// Where the object begins; -1 when the frame holds none.
  abstract int object(byte[] bytes, int from, int to);

  /// The first frame.
  abstract String opening(String hello);

  /// What a frame without an object asks for.
  abstract Control control(byte[] bytes, int from);

  byte[] wrap(String object) {
    return (before("") + object + after()).getBytes(StandardCharsets.UTF_8);
  }
}
