package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Programs' tokens, for administrators.
@RestController
@RequestMapping("/api/v1/service-tokens")
class ServiceTokenController {

  private static final int MAX_NAME = 40;

  private final ServiceTokens tokens;
  private final SignIns signIns;
  private final Clock clock;

  ServiceTokenController(ServiceTokens tokens, SignIns signIns, Clock clock) {
    this.tokens = tokens;
    this.signIns = signIns;
    this.clock = clock;
  }

  /// @param expiresAt a year from now unless given
  record Wanted(@Nullable String name, @Nullable List<String> scopes, @Nullable Instant expiresAt) {

    String tidyName() {
      var tidy = name == null ? "" : name.strip();
      if (tidy.isEmpty()
          || tidy.length() > MAX_NAME
          || tidy.chars().anyMatch(Character::isISOControl)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "name 应为 1 到 " + MAX_NAME + " 个字符");
      }
      return tidy;
    }

    Set<Scope> known() {
      if (scopes == null || scopes.isEmpty()) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 scopes");
      }
      var known = EnumSet.noneOf(Scope.class);
      for (var scope : scopes) {
        known.add(
            Scope.of(scope)
                .orElseThrow(() -> new Refusal(ErrorCode.BAD_REQUEST, "没有名为 " + scope + " 的权限范围")));
      }
      return known;
    }

    Instant until(Instant now) {
      var latest = now.plus(ServiceTokens.LONGEST);
      var until = expiresAt == null ? latest : expiresAt;
      if (!until.isAfter(now) || until.isAfter(latest)) {
        throw new Refusal(
            ErrorCode.BAD_REQUEST, "expires_at 应是今后 " + ServiceTokens.LONGEST.toDays() + " 天以内的时间");
      }
      return until;
    }
  }

  /// @param token the secret, in the answer to its making and never again
  record TokenView(
      String id,
      String name,
      List<String> scopes,
      StaffId createdBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt,
      @Nullable String token) {

    static TokenView of(ServiceToken known, @Nullable String secret) {
      return new TokenView(
          known.id(),
          known.name(),
          known.scopes().stream().map(Scope::wire).toList(),
          known.createdBy(),
          known.createdAt(),
          known.expiresAt(),
          known.lastUsedAt(),
          known.revokedAt(),
          secret);
    }
  }

  @GetMapping
  Page<TokenView> list(@AuthenticationPrincipal Staff staff) {
    staff.require(Role.ADMIN);
    return Page.all(tokens.all().stream().map(each -> TokenView.of(each, null)).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TokenView make(@AuthenticationPrincipal Staff staff, @RequestBody Wanted wanted) {
    staff.require(Role.ADMIN);
    signIns.requireFresh(staff);
    var fresh =
        tokens.make(staff.id(), wanted.tidyName(), wanted.known(), wanted.until(clock.instant()));
    return TokenView.of(fresh.token(), fresh.secret());
  }

  /// No password is asked for: who takes a power away should not have to look for one.
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    staff.require(Role.ADMIN);
    if (!tokens.revoke(id)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这个令牌，或已吊销");
    }
  }
}
