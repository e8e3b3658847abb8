package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TurnTest {

  private static final List<Turn> ALL =
      Stream.of(
              GoodsPromises.TURNS,
              FreePromises.TURNS,
              EnglishPromises.TURNS,
              Superlatives.TURNS,
              Contacts.TURNS,
              OtherShoppers.TURNS,
              LegalTalk.TURNS,
              TimePromises.TURNS,
              AreaPromises.TURNS,
              Discounts.TURNS)
          .flatMap(List::stream)
          .toList();

  private static final int SPLICES = 20_000;

  @Test
  void noTurnOverlooksWhatItSaysForWantOfASign() {
    assertThat(replies()).noneMatch(TurnTest::isOverlooked);
  }

  @Test
  void noTurnOverlooksItInAnyOtherReplyEither() {
    var seed = RandomGenerator.getDefault().nextLong(1_000_000);
    System.out.println("spliced replies: seed " + seed);
    var random = new Random(seed);
    var replies = replies();

    assertThat(Stream.generate(() -> start(replies, random) + end(replies, random)).limit(SPLICES))
        .noneMatch(TurnTest::isOverlooked);
  }

  private static List<String> replies() {
    var corpus = GuardCorpus.read();
    return Stream.concat(corpus.development().stream(), corpus.heldBack().stream())
        .map(GuardCorpus.Reply::text)
        .toList();
  }

  private static String start(List<String> replies, Random random) {
    var reply = replies.get(random.nextInt(replies.size()));
    return reply.substring(0, random.nextInt(reply.length() + 1));
  }

  private static String end(List<String> replies, Random random) {
    var reply = replies.get(random.nextInt(replies.size()));
    return reply.substring(random.nextInt(reply.length() + 1));
  }

  private static boolean isOverlooked(String reply) {
    var tight = Reading.of(reply).tight().text();
    return ALL.stream().anyMatch(turn -> turn.overlooks(tight));
  }
}
