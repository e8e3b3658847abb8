package dev.kefu.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

  private static final int MANY = 20_000;

  private final MessageIds ids = new MessageIds();

  @Test
  void everyIdIsFoundHoweverMany() {
    IntStream.rangeClosed(1, MANY).forEach(seq -> ids.add(sender(seq), mid(seq), seq));

    assertThat(IntStream.rangeClosed(1, MANY))
        .allSatisfy(seq -> assertThat(found(sender(seq), mid(seq))).contains(seq));
  }

  @Test
  void anUnknownIdHasNoCandidate() {
    ids.add("lily", "m-000001", 1);

    assertThat(found("lily", "m-000002")).isEmpty();
    assertThat(found("bo", "m-000001")).isEmpty();
  }

  @Test
  void whatIsSenderAndWhatIsIdMakesADifference() {
    ids.add("lily", "1m-000001", 1);

    assertThat(found("lily1", "m-000001")).isEmpty();
  }

  @Test
  void aNumberAboveTheWantedIsNoCandidate() {
    ids.add("lily", "m-000001", 5);

    assertThat(ids.candidates("lily", "m-000001", 4)).isEmpty();
    assertThat(ids.candidates("lily", "m-000001", 5)).containsExactly(5);
  }

  @Test
  void whatIsForgottenIsGoneAndTheRestStays() {
    IntStream.rangeClosed(1, MANY).forEach(seq -> ids.add(sender(seq), mid(seq), seq));

    ids.forgetAfter(MANY / 2);

    assertThat(IntStream.rangeClosed(1, MANY))
        .allSatisfy(seq -> {
          var found = found(sender(seq), mid(seq));
          if (seq <= MANY / 2) {
            assertThat(found).contains(seq);
          } else {
            assertThat(found).isEmpty();
          }
        });
  }

  @Test
  void whatIsSettledIsFoundStillInLessThanHalfTheRoom() {
    IntStream.rangeClosed(1, MANY).forEach(seq -> ids.add(sender(seq), mid(seq), seq));
    var before = ids.bytes();

    ids.settle(MANY);

    assertThat(IntStream.rangeClosed(1, MANY))
        .allSatisfy(seq -> assertThat(found(sender(seq), mid(seq))).contains(seq));
    assertThat(ids.bytes()).isLessThan(before / 2).isLessThan(10L * MANY);
  }

  @Test
  void whatIsNotThereIsHardlyEverTakenForWhatIsSettled() {
    IntStream.rangeClosed(1, MANY).forEach(seq -> ids.add(sender(seq), mid(seq), seq));
    ids.settle(MANY);

    assertThat(IntStream.rangeClosed(MANY + 1, 2 * MANY))
        .filteredOn(seq -> found(sender(seq), mid(seq)).length > 0)
        .hasSizeLessThan(MANY / 500);
  }

  @Test
  void whatIsNotSettledIsForgottenBesideWhatIs() {
    IntStream.rangeClosed(1, MANY).forEach(seq -> ids.add(sender(seq), mid(seq), seq));
    ids.settle(MANY - 100);

    ids.forgetAfter(MANY - 50);

    assertThat(IntStream.rangeClosed(1, MANY - 50))
        .allSatisfy(seq -> assertThat(found(sender(seq), mid(seq))).contains(seq));
    assertThat(IntStream.rangeClosed(MANY - 49, MANY))
        .noneSatisfy(seq -> assertThat(found(sender(seq), mid(seq))).contains(seq));
  }

  @Test
  void numbersFarApartAreSettledToo() {
    IntStream.rangeClosed(1, MANY).forEach(i -> ids.add("lily", mid(i), 40L * i));

    ids.settle(40L * MANY);

    assertThat(IntStream.rangeClosed(1, MANY))
        .allSatisfy(i -> assertThat(found("lily", mid(i))).contains(40L * i));
    assertThat(ids.bytes()).isLessThan(20L * MANY);
  }

  @Test
  void twoThatShareTheirBitsAreBothCandidates() {
    ids.add("lily", "m-000001", 1);
    ids.add("lily", "m-000001", 2);

    assertThat(found("lily", "m-000001")).containsExactlyInAnyOrder(1L, 2L);
  }

  private long[] found(String sender, String mid) {
    return ids.candidates(sender, mid, Long.MAX_VALUE);
  }

  private static String sender(int seq) {
    return seq % 2 == 0 ? "lily" : "lin";
  }

  private static String mid(int seq) {
    return "m-" + seq + "-000000";
  }
}
