package dev.kefu.content;

import org.jspecify.annotations.Nullable;

/// A mistake in a content file. Its message is `file:line: reason`.
public class ContentError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String reason;

  /// @param file as people name it, from the content folder's own name on
  /// @param line from 1
  public ContentError(String file, int line, String reason) {
    this(file, line, reason, null);
  }

  ContentError(String file, int line, String reason, @Nullable Throwable cause) {
    super(file + ":" + line + ": " + reason, cause);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String reason() {
    return reason;
  }
}
