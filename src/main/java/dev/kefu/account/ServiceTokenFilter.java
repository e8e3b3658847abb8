package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Knows programs by `Authorization: Bearer`, which no page sends by itself: there is no CSRF token
/// to repeat. A call that names a token is judged by it alone; a cookie beside it is not looked at.
final class ServiceTokenFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer";
  private static final String API = "/api/";

  /// Signs its calls itself, in whatever headers the shop's description names.
  private static final String OTHERWISE_SIGNED = "/api/v1/shop/events";

  private final ServiceTokens tokens;
  private final SignInAttempts attempts;
  private final HandlerExceptionResolver problems;

  ServiceTokenFilter(
      ServiceTokens tokens, SignInAttempts attempts, HandlerExceptionResolver problems) {
    this.tokens = tokens;
    this.attempts = attempts;
    this.problems = problems;
  }

  /// Whether a call is a program's.
  static boolean concerns(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.startsWith(API)
        && !path.equals(OTHERWISE_SIGNED)
        && !SessionFilter.isPublic(request)
        && secret(request).isPresent();
  }

  private static Optional<String> secret(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .map(given -> given.strip().split(" ", 2))
        .filter(parts -> parts[0].equalsIgnoreCase(SCHEME))
        .map(parts -> parts.length == 1 ? "" : parts[1].strip());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !concerns(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      SessionFilter.authenticate(program(request));
    } catch (Refusal refusal) {
      if (refusal.code() == ErrorCode.UNAUTHORIZED) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
      }
      problems.resolveException(request, response, null, refusal);
      return;
    }
    chain.doFilter(request, response);
  }

  /// @throws Refusal `unauthorized`, alike for every token that does not hold, `rate` after too
  ///   many of them, `forbidden` for what none of its scopes opens
  private Staff program(HttpServletRequest request) {
    var token = secret(request).flatMap(tokens::holding);
    if (token.isEmpty()) {
      attempts.wrongToken(Household.of(request.getRemoteAddr()));
      throw new Refusal(ErrorCode.UNAUTHORIZED, "令牌无效");
    }
    return token
        .get()
        .acting(request.getMethod(), request.getRequestURI())
        .orElseThrow(() -> new Refusal(ErrorCode.FORBIDDEN, "令牌没有这项权限"));
  }
}
