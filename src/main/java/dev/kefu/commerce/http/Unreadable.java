package dev.kefu.commerce.http;

/// What the shop's system says is not what the description promises. Never leaves this package: to
/// others the answer has failed.
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param what for logs: which field, and how it is wrong; never what stands there
  Unreadable(String what) {
    super(what, null, false, false);
  }
}
