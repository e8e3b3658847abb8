package dev.kefu.commerce.line;

/// What the other side says is not what it promises. Never leaves a connector: to others the answer
/// has failed.
public final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param what for logs: which field, and how it is wrong; never what stands there
  public Unreadable(String what) {
    super(what, null, false, false);
  }
}
