package dev.kefu.account;

/// Whoever acts: a member of staff or a shopper.
public sealed interface Actor permits Staff, Shopper {

  /// Opaque and stable: `usr_…` or `shp_…`.
  String actorId();

  /// The name the other side sees.
  String name();
}
