package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TurnTest {

  private static final List<Turn> ALL =
      Stream.of(
              GoodsPromises.TURNS,
              FreePromises.TURNS,
              Superlatives.TURNS,
              Contacts.TURNS,
              OtherShoppers.TURNS,
              LegalTalk.TURNS,
              TimePromises.TURNS,
              AreaPromises.TURNS,
              Discounts.TURNS)
          .flatMap(List::stream)
          .toList();

  @Test
  void noTurnOverlooksWhatItSaysForWantOfASign() {
    var corpus = GuardCorpus.read();

    assertThat(Stream.concat(corpus.development().stream(), corpus.heldBack().stream()))
        .noneMatch(reply -> {
          var tight = Reading.of(reply.text()).tight().text();
          return ALL.stream().anyMatch(turn -> turn.overlooks(tight));
        });
  }
}
