package dev.kefu.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// `shp_…`
public record ShopperId(@JsonValue String value) {

  @JsonCreator
  public ShopperId {}

  @Override
  public String toString() {
    return value;
  }
}
