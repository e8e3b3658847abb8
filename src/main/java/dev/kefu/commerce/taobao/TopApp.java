package dev.kefu.commerce.taobao;

/// Who we are to the platform.
///
/// @param secret what requests are signed with; [#toString] leaves it out
record TopApp(String key, String secret, Signing signing) {

  @Override
  public String toString() {
    return key;
  }
}
