package dev.kefu.conversation;

import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.StaffId;
import dev.kefu.base.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What nodes tell each other of a log reads as it was written, or not at all.
class GrowthTest {

  private static final ConversationId ID = new ConversationId("cnv_1");
  private static final Instant AT = Instant.parse("2026-11-11T00:00:00.123Z");

  @Test
  void allOfItArrives() {
    var full =
        conversation(
            shopper("莉莉"),
            new StaffId("usr_lin"),
            new Context("sku-1", "order-1", "/item/1", "apps"),
            AT.plusSeconds(1));
    var growth =
        new Growth(
            full,
            7,
            List.of(
                event(8, 0, EventKind.NOTE, null, "{\"text\":\"" + "😀".repeat(5_000) + "\"}"),
                event(9, 8, EventKind.MESSAGE, "mid-1", "{}")));

    assertThat(Growth.read(growth.bytes())).isEqualTo(growth);
  }

  @Test
  void soDoesWhatIsNotThere() {
    var anonymous = new Shopper(new ShopperId("shp_1"), "", null);
    var bare = conversation(anonymous, null, Context.NONE, null);
    var growth = new Growth(bare, 0, List.of(event(9, 8, EventKind.SYSTEM, null, "{}")));

    assertThat(Growth.read(growth.bytes())).isEqualTo(growth);
  }

  @Test
  void nothingElseIsTaken() {
    var conversation = conversation(shopper("lily"), null, Context.NONE, null);
    var bytes =
        new Growth(conversation, 0, List.of(event(9, 8, EventKind.SYSTEM, null, "{}"))).bytes();
    var newer = bytes.clone();
    newer[0]++;

    refused(newer);
    refused(Arrays.copyOf(bytes, bytes.length + 1));
    IntStream.range(0, bytes.length).forEach(length -> refused(Arrays.copyOf(bytes, length)));
    refused(new Growth(conversation, 0, List.of()).bytes());
    refused(
        new Growth(conversation, 0, List.of(event(8, 7, EventKind.SYSTEM, null, "{}"))).bytes());
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> Growth.read(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Conversation conversation(
      Shopper shopper, @Nullable StaffId owner, Context context, @Nullable Instant since) {
    return new Conversation(
        ID,
        shopper,
        Stage.AFTER_SALE,
        Status.ASSIGNED,
        "after_sale",
        owner,
        context,
        9,
        8,
        3,
        "在吗",
        AT,
        since,
        AT);
  }

  private static Event event(
      long seq, long shopperSeq, EventKind kind, @Nullable String mid, String body) {
    return new Event(ID, seq, shopperSeq, kind, Sender.SYSTEM, mid, body, AT);
  }
}
