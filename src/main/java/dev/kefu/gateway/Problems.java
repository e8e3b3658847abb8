package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.storage.NotStorable;
import dev.kefu.storage.StorageFull;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamReadException;

/// The table of refusals to HTTP answers: RFC 9457 problems with a stable `code`.
///
/// Its sister for sockets is [Failures]. No answer ever holds a stack trace or a cause's message.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Refusal refusal) {
    var problem = problem(status(refusal.code()), refusal.code(), refusal.getMessage());
    refusal.details().forEach(problem::setProperty);
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }

  /// The writer named the version it had read, and that is no longer the current one.
  @ExceptionHandler
  ResponseEntity<ProblemDetail> changed(VersionConflict conflict) {
    var problem = problem(HttpStatus.PRECONDITION_FAILED, conflict.code(), conflict.getMessage());
    conflict.details().forEach(problem::setProperty);
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> full(StorageFull full) {
    return answer(HttpStatus.INSUFFICIENT_STORAGE, ErrorCode.STORAGE_FULL, "磁盘已满，未能保存");
  }

  /// A NUL, which JSON can escape and PostgreSQL cannot keep.
  @ExceptionHandler
  ResponseEntity<ProblemDetail> noText(NotStorable refused) {
    return answer(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, "含有无法保存的字符");
  }

  @ExceptionHandler({
    TransientDataAccessException.class,
    DataAccessResourceFailureException.class,
    TransactionException.class
  })
  ResponseEntity<ProblemDetail> busy(NestedRuntimeException busy) {
    log.atWarn().addKeyValue("cause", busy.getMostSpecificCause()).log("the store is busy");
    return answer(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, "暂时无法保存，请稍后重试");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(Exception fault) {
    log.atError().setCause(fault).log("a request failed");
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, ErrorCode.UNAVAILABLE, "服务内部错误");
  }

  /// Malformed JSON is 400; well-formed JSON that is not what was asked for is 422.
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var refusal = refusalIn(e);
    if (refusal != null) {
      var code = refusal.code();
      return body(
          code == ErrorCode.BAD_REQUEST ? HttpStatus.UNPROCESSABLE_CONTENT : status(code),
          code,
          refusal.getMessage());
    }
    var malformed = e.getCause() == null || e.getCause() instanceof StreamReadException;
    return malformed
        ? body(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, "请求体不是有效的 JSON")
        : body(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.BAD_REQUEST, "请求体有未知、缺失或类型不符的字段");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return body(HttpStatus.CONTENT_TOO_LARGE, ErrorCode.TOO_LARGE, "文件过大");
  }

  /// Whatever else Spring refuses: wrong method, unknown path, a parameter of the wrong type.
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var code =
        switch (status.value()) {
          case 404 -> ErrorCode.NOT_FOUND;
          case 405, 406, 415 -> ErrorCode.UNSUPPORTED;
          case 413 -> ErrorCode.TOO_LARGE;
          case 500, 503 -> ErrorCode.UNAVAILABLE;
          default -> ErrorCode.BAD_REQUEST;
        };
    if (status.is5xxServerError()) {
      log.atError().setCause(e).log("a request failed");
    }
    var problem = problem(status, code, text(code));
    return ResponseEntity.status(status).headers(headers).body(problem);
  }

  private static String text(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> "没有这个地址";
      case UNSUPPORTED -> "不支持的请求方式或内容类型";
      case TOO_LARGE -> "内容过大";
      case UNAVAILABLE -> "服务内部错误";
      default -> "参数缺失或格式不正确";
    };
  }

  private static @Nullable Refusal refusalIn(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return null;
  }

  private static ResponseEntity<Object> body(HttpStatusCode status, ErrorCode code, String text) {
    return ResponseEntity.status(status).body(problem(status, code, text));
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatus status, ErrorCode code, String text) {
    return ResponseEntity.status(status).body(problem(status, code, text));
  }

  private static ProblemDetail problem(HttpStatusCode status, ErrorCode code, String text) {
    var name = code.name().toLowerCase(Locale.ROOT);
    var problem = ProblemDetail.forStatusAndDetail(status, text);
    problem.setType(URI.create("/problems/" + name));
    problem.setProperty("code", name);
    problem.setProperty("retry", code.retry());
    return problem;
  }

  static HttpStatus status(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST -> HttpStatus.UNPROCESSABLE_CONTENT;
      case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case RATE -> HttpStatus.TOO_MANY_REQUESTS;
      case MID_CONFLICT, CONVERSATION_MOVED, CONFLICT, CLOSED, FACT_CHANGED -> HttpStatus.CONFLICT;
      case PROMISE_BLOCKED, NEEDS_APPROVAL -> HttpStatus.UNPROCESSABLE_CONTENT;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case STORAGE_FULL -> HttpStatus.INSUFFICIENT_STORAGE;
      case UNSUPPORTED -> HttpStatus.NOT_IMPLEMENTED;
    };
  }
}
