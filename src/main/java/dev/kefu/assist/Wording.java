package dev.kefu.assist;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kefu.base.Slot;
import java.util.List;

/// A card's words put another way by a language model: a draft to be read and edited, never to be
/// sent as it is.
///
/// @param card whose words they are
/// @param slots where the card's facts stand in `text`; re-read when it is sent
public record Wording(
    String card, String text, @JsonInclude(JsonInclude.Include.ALWAYS) List<Slot> slots) {

  public Wording {
    slots = List.copyOf(slots);
  }
}
