package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers what failed before or behind the controllers, in the same shape as [Problems].
@RestController
class ErrorAnswer implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.valueOf(code)
            : HttpStatus.NOT_FOUND;
    var name = code(status).name().toLowerCase(Locale.ROOT);
    var problem = ProblemDetail.forStatusAndDetail(status, "请求未能处理");
    problem.setType(URI.create("/problems/" + name));
    problem.setProperty("code", name);
    return ResponseEntity.status(status).body(problem);
  }

  private static ErrorCode code(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case UNAUTHORIZED -> ErrorCode.UNAUTHORIZED;
      case FORBIDDEN -> ErrorCode.FORBIDDEN;
      case CONTENT_TOO_LARGE -> ErrorCode.TOO_LARGE;
      default -> status.is5xxServerError() ? ErrorCode.UNAVAILABLE : ErrorCode.BAD_REQUEST;
    };
  }
}
