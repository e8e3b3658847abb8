package dev.kefu.conversation;

import dev.kefu.account.Shopper;

/// Who did it, as both sides may see it.
///
/// @param role `shopper agent supervisor assistant system`
public record Sender(String id, String role, String name) {

  /// Kefu itself.
  public static final Sender SYSTEM = new Sender("system", "system", "系统");

  private static final String SHOPPER = "shopper";

  static Sender shopper(Shopper shopper) {
    return new Sender(shopper.id().value(), SHOPPER, shopper.name());
  }

  boolean isStaff() {
    return role.equals("agent") || role.equals("supervisor");
  }

  public boolean isShopper() {
    return SHOPPER.equals(role);
  }
}
