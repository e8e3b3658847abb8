package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// What Redis, and whoever else reads and writes there, can do with what nodes hand to each other:
/// nothing.
class EnvelopeTest {

  private static final String CHANNEL = "kefu:signals:3";
  private static final byte[] WORDS = "这件有货".getBytes(StandardCharsets.UTF_8);

  private Instant now = Instant.parse("2026-11-11T00:00:00Z");
  private final Envelope here = envelope(TestNode.KEY);
  private final Envelope there = envelope(TestNode.KEY);

  private Envelope envelope(BusKey key) {
    return new Envelope(key, UUID.randomUUID(), () -> now);
  }

  @Test
  void anotherNodeOfTheShopReadsIt() {
    assertThat(there.open(CHANNEL, here.close(CHANNEL, WORDS))).contains(WORDS);
  }

  @Test
  void nobodyReadsTheWordsOnTheWay() {
    var closed = new String(here.close(CHANNEL, WORDS), StandardCharsets.ISO_8859_1);

    assertThat(closed).doesNotContain(new String(WORDS, StandardCharsets.ISO_8859_1));
  }

  @Test
  void whoDoesNotKnowTheShopsKeyCanMakeNone() {
    var foreign =
        envelope(() -> new SecretKeySpec("guessed".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

    assertThat(there.open(CHANNEL, foreign.close(CHANNEL, WORDS))).isEmpty();
  }

  @Test
  void noByteOfItCanBeChanged() {
    var closed = here.close(CHANNEL, WORDS);

    assertThat(IntStream.range(1, closed.length))
        .allSatisfy(i -> {
          var changed = closed.clone();
          changed[i] ^= 1;
          assertThat(there.open(CHANNEL, changed)).isEmpty();
        });
    assertThat(there.open(CHANNEL, closed)).isPresent();
  }

  @Test
  void itCannotBePutOnAnotherChannel() {
    assertThat(there.open("kefu:signals:4", here.close(CHANNEL, WORDS))).isEmpty();
  }

  @Test
  void whatHasComeCannotComeAgain() {
    var first = here.close(CHANNEL, WORDS);
    var second = here.close(CHANNEL, WORDS);

    assertThat(there.open(CHANNEL, second)).isPresent();
    assertThat(there.open(CHANNEL, second)).isEmpty();
    assertThat(there.open(CHANNEL, first)).isEmpty();
  }

  @Test
  void whoStartsLaterIsHandedNothingOld() {
    var closed = here.close(CHANNEL, WORDS);

    now = now.plusMillis(1);

    assertThat(envelope(TestNode.KEY).open(CHANNEL, closed)).isEmpty();
  }

  @Test
  void whatSomebodyHasKeptIsNotTaken() {
    var closed = here.close(CHANNEL, WORDS);

    now = now.plus(Envelope.FRESH).plus(Duration.ofMillis(1));

    assertThat(there.open(CHANNEL, closed)).isEmpty();
  }
}
