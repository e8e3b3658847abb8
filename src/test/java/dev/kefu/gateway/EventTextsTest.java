package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Sender;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTextsTest {

  private static final Sender LILY = new Sender("shp_lily", "shopper", "Lily");

  private final EventTexts texts = new EventTexts();
  private int made;

  @Test
  void twoReadersOfAnEventGetTheSameBytes() {
    var event = event("cnv_a", "{\"kind\":\"text\",\"text\":\"在吗\"}");

    var first = text(event, 7);
    var second = text(event, 7);

    assertThat(second).isSameAs(first);
    assertThat(made).isEqualTo(1);
  }

  @Test
  void whoCountsOtherwiseGetsTheirOwn() {
    var event = event("cnv_a", "{}");

    assertThat(text(event, 7)).isNotEqualTo(text(event, 5));
  }

  @Test
  void aMessageThatWasTakenBackIsNotToldInItsOldWords() {
    var before = event("cnv_a", "{\"kind\":\"text\",\"text\":\"说错了\"}");
    var after = event("cnv_a", "{\"kind\":\"withdrawn\",\"why\":\"recalled\"}");

    assertThat(text(before, 7)).asString().contains("说错了");
    assertThat(text(after, 7)).asString().doesNotContain("说错了");
  }

  @Test
  void theSameNumberOfAnotherConversationIsAnotherEvent() {
    assertThat(text(event("cnv_a", "{}"), 7)).isNotEqualTo(text(event("cnv_b", "{}"), 7));
  }

  private byte[] text(Event event, long number) {
    return texts.of(
        event,
        number,
        () -> {
          made++;
          return (event.conversation() + " " + number + " " + event.body())
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        });
  }

  private static Event event(String conversation, String body) {
    return new Event(
        new ConversationId(conversation),
        7,
        7,
        EventKind.MESSAGE,
        LILY,
        "m-0000001",
        body,
        Instant.EPOCH);
  }
}
