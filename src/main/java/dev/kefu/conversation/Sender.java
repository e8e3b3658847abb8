package dev.kefu.conversation;

/// Who did it, as both sides may see it.
///
/// @param role `shopper agent supervisor assistant system`
public record Sender(String id, String role, String name) {

  /// Kefu itself.
  public static final Sender SYSTEM = new Sender("system", "system", "系统");
}
