package dev.kefu.storage;

import org.springframework.dao.NonTransientDataAccessResourceException;

/// The disk is full: nothing was stored, reads go on.
public class StorageFull extends NonTransientDataAccessResourceException {

  private static final long serialVersionUID = 1L;

  StorageFull(String message, Throwable cause) {
    super(message, cause);
  }
}
