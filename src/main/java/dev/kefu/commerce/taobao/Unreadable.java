package dev.kefu.commerce.taobao;

/// What the platform says is not what it promises. Never leaves this package: to others the answer
/// has failed.
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param what for logs: which field, and how it is wrong; never what stands there
  Unreadable(String what) {
    super(what, null, false, false);
  }
}
