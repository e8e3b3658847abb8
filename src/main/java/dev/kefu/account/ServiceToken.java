package dev.kefu.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What a program is known by, as far as it may be told.
///
/// @param id `svc_…`, whom it acts as in whatever it writes
/// @param lastUsedAt to the minute
record ServiceToken(
    String id,
    String name,
    SortedSet<Scope> scopes,
    StaffId createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /// Who acts in one call, with the right of the scope that opens it; empty when none does. Nobody
  /// has given a password for it, so what asks for a fresh one stays shut.
  Optional<Staff> acting(String method, String path) {
    return scopes.stream()
        .filter(scope -> scope.opens(method, path))
        .findFirst()
        .map(scope -> new Staff(new StaffId(id), id, name, Set.of(scope.role()), null));
  }
}
