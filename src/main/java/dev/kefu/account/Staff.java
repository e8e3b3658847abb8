package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A member of staff who has signed in.
///
/// @param group the group whose conversations this person takes, such as `pre_sale`; null for none
/// @param session names the sign-in this person acts under; null outside of one
public record Staff(
    StaffId id,
    String username,
    String name,
    Set<Role> roles,
    @Nullable String group,
    @Nullable String session)
    implements Actor {

  public Staff {
    roles = Set.copyOf(roles);
  }

  public Staff(StaffId id, String username, String name, Set<Role> roles, @Nullable String group) {
    this(id, username, name, roles, group, null);
  }

  Staff in(String signIn) {
    return new Staff(id, username, name, roles, group, signIn);
  }

  @Override
  public String actorId() {
    return id.value();
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /// Supervisors, managers and administrators see every conversation.
  public boolean supervises() {
    return is(Role.SUPERVISOR) || is(Role.MANAGER) || is(Role.ADMIN);
  }

  /// @throws Refusal `forbidden` unless this person holds one of the roles
  public void require(Role... oneOf) {
    for (var role : oneOf) {
      if (roles.contains(role)) {
        return;
      }
    }
    throw new Refusal(ErrorCode.FORBIDDEN, "您的账号没有这项权限");
  }
}
