package dev.kefu.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// `cnv_…`
public record ConversationId(@JsonValue String value) {

  @JsonCreator
  public ConversationId {}

  @Override
  public String toString() {
    return value;
  }
}
