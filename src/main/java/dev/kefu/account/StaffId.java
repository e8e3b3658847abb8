package dev.kefu.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// `usr_…`
public record StaffId(@JsonValue String value) {

  @JsonCreator
  public StaffId {}

  @Override
  public String toString() {
    return value;
  }
}
