package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Knows staff by their cookie. What changes something must also repeat the sign-in's CSRF token in
/// a header, which a foreign page cannot.
final class SessionFilter extends OncePerRequestFilter {

  static final String COOKIE = "kefu_session";
  static final String CSRF = "kefu.csrf";
  private static final String CSRF_HEADER = "X-Kefu-CSRF";
  private static final String VISITOR_HEADER = "X-Kefu-Visitor";

  /// Where shoppers may come in by their token; everything else below `/api` is for staff.
  private static final String FOR_SHOPPERS_TOO = "/api/v1/files";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /// See [SecurityConfiguration].
  private static final Set<String> PUBLIC =
      Set.of("/api/v1/session", "/api/v1/setup", "/api/v1/visitors", "/api/v1/demo/identities");

  private final SignIns signIns;
  private final Shoppers shoppers;
  private final HandlerExceptionResolver problems;

  SessionFilter(SignIns signIns, Shoppers shoppers, HandlerExceptionResolver problems) {
    this.signIns = signIns;
    this.shoppers = shoppers;
    this.problems = problems;
  }

  /// Programs are known by their token, whatever else comes along.
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return ServiceTokenFilter.concerns(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var shopper = visitor(request);
    if (shopper.isPresent()) {
      authenticate(shopper.get(), List.of());
      chain.doFilter(request, response);
      return;
    }
    var signIn = token(request).stream().flatMap(token -> signIns.byToken(token).stream()).toList();
    if (!signIn.isEmpty()) {
      var found = signIn.getFirst();
      if (!READING.contains(request.getMethod())
          && !isPublic(request)
          && !same(found.csrf(), request.getHeader(CSRF_HEADER))) {
        problems.resolveException(
            request, response, null, new Refusal(ErrorCode.FORBIDDEN, "缺少或不匹配的 " + CSRF_HEADER));
        return;
      }
      request.setAttribute(CSRF, found.csrf());
      authenticate(found.staff());
    }
    chain.doFilter(request, response);
  }

  /// A shopper names their token themselves, which a foreign page cannot; beside a sign-in of staff
  /// it goes first, as the shop's page and the console live in one browser.
  private Optional<Shopper> visitor(HttpServletRequest request) {
    var token = request.getHeader(VISITOR_HEADER);
    return token == null || !request.getRequestURI().startsWith(FOR_SHOPPERS_TOO)
        ? Optional.empty()
        : shoppers.byToken(token);
  }

  /// What a stranger may call acts for nobody, so that a sign-in beside it has nothing to prove.
  /// The demo shop's page and the console live in one browser.
  static boolean isPublic(HttpServletRequest request) {
    return request.getMethod().equals("POST") && PUBLIC.contains(request.getRequestURI());
  }

  private static List<String> token(HttpServletRequest request) {
    var cookies = request.getCookies();
    if (cookies == null) {
      return List.of();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .limit(1)
        .toList();
  }

  private static boolean same(String expected, @org.jspecify.annotations.Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  static void authenticate(Staff staff) {
    var authorities =
        staff.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name().toUpperCase(Locale.ROOT)))
            .toList();
    authenticate(staff, authorities);
  }

  private static void authenticate(Actor actor, List<SimpleGrantedAuthority> authorities) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(actor, null, authorities));
    SecurityContextHolder.setContext(context);
  }
}
