package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sign-in and sign-out of staff, and the tickets for their sockets.
@RestController
@RequestMapping("/api/v1")
class SessionController {

  private final SignIns signIns;

  SessionController(SignIns signIns) {
    this.signIns = signIns;
  }

  record Credentials(String username, String password) {
    Credentials {
      required(username, "username");
      required(password, "password");
    }
  }

  record Password(String password) {
    Password {
      required(password, "password");
    }
  }

  record StaffView(StaffId id, String name, Set<Role> roles, @Nullable String group) {
    static StaffView of(Staff staff) {
      return new StaffView(staff.id(), staff.name(), staff.roles(), staff.group());
    }
  }

  record SessionView(StaffView staff, String csrf) {}

  record TicketView(String ticket, long expiresInS) {}

  @PostMapping("/session")
  SessionView in(
      @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    var from = Household.of(request.getRemoteAddr());
    var fresh = signIns.in(credentials.username(), credentials.password(), from);
    response.addHeader(
        HttpHeaders.SET_COOKIE, cookie(fresh.token(), SignIns.LIFETIME, request).toString());
    return new SessionView(StaffView.of(fresh.signIn().staff()), fresh.signIn().csrf());
  }

  @GetMapping("/session")
  SessionView who(
      @AuthenticationPrincipal Staff staff, @RequestAttribute(SessionFilter.CSRF) String csrf) {
    return new SessionView(StaffView.of(staff), csrf);
  }

  @DeleteMapping("/session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void out(
      @AuthenticationPrincipal Staff staff,
      HttpServletRequest request,
      HttpServletResponse response) {
    signIns.out(staff);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request).toString());
  }

  @PostMapping("/session/step-up")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void stepUp(
      @AuthenticationPrincipal Staff staff,
      @RequestBody Password password,
      HttpServletRequest request) {
    signIns.stepUp(staff, password.password(), Household.of(request.getRemoteAddr()));
  }

  @PostMapping("/ws-tickets")
  TicketView ticket(@AuthenticationPrincipal Staff staff) {
    return new TicketView(signIns.ticket(staff), SignIns.TICKET_LIFETIME.toSeconds());
  }

  private static ResponseCookie cookie(
      String token, Duration lifetime, HttpServletRequest request) {
    return ResponseCookie.from(SessionFilter.COOKIE, token)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Strict")
        .path("/")
        .maxAge(lifetime)
        .build();
  }

  static void required(@Nullable String value, String field) {
    if (value == null || value.isEmpty()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 " + field);
    }
  }
}
