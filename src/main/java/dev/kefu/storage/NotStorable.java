package dev.kefu.storage;

import org.springframework.dao.DataIntegrityViolationException;

/// A text with a character the database does not keep: nothing was stored.
public class NotStorable extends DataIntegrityViolationException {

  private static final long serialVersionUID = 1L;

  NotStorable(String message, Throwable cause) {
    super(message, cause);
  }
}
