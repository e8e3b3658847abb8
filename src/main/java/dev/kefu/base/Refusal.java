package dev.kefu.base;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something a caller may not do now, told to whoever asked. Not a fault: it is answered, not
/// logged as an error.
///
/// The text is for people and may change freely; programs read [#code()] and [#details()].
public class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient @Nullable Map<String, ?> details;

  public Refusal(ErrorCode code, String text) {
    this(code, text, null);
  }

  /// @param details further fields of the answer, by their wire names; values are what Jackson
  ///   writes
  public Refusal(ErrorCode code, String text, @Nullable Map<String, ?> details) {
    super(text, null, false, false);
    this.code = code;
    this.details = details;
  }

  public ErrorCode code() {
    return code;
  }

  public Map<String, ?> details() {
    return details == null ? Map.of() : details;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
