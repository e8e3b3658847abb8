package dev.kefu.gateway;

import org.springframework.web.socket.CloseStatus;

/// Why the server ends a socket. Codes and reasons are part of the protocol; a reason is fixed
/// ASCII, never what an exception said.
enum CloseCode {
  NOT_TEXT(1003, "text only"),
  TOO_LARGE(1009, "message too large"),
  DRAINING(1012, "draining"),
  OVERLOADED(1013, "overloaded"),
  INTERNAL(1011, "internal"),
  BAD_FRAMES(4400, "bad frames"),
  SIGN_IN_AGAIN(4401, "sign in again"),
  REVOKED(4403, "revoked"),
  HEARTBEAT_LOST(4408, "heartbeat lost"),
  REPLACED(4409, "replaced by a newer connection"),
  ERASED(4410, "erased"),
  TOO_OLD(4426, "protocol version not served"),
  TOO_FAST(4429, "too fast"),
  TOO_SLOW(4508, "reads too slowly");

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  int code() {
    return code;
  }

  CloseStatus status() {
    return new CloseStatus(code, reason);
  }
}
