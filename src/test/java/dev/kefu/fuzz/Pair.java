package dev.kefu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.journey.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/// A shopper and an agent who behave, and notice when anything of what they say is lost, doubled or
/// out of order.
final class Pair implements Callable<List<String>> {

  private final Cast.Visit shopper;
  private final Cast.Member agent;
  private final String conversation;
  private final BooleanSupplier goesOn;

  /// @param goesOn whether they have more to say
  Pair(Cast cast, String staff, String stage, BooleanSupplier goesOn) throws Exception {
    this.goesOn = goesOn;
    shopper = cast.stranger();
    agent = cast.staff(staff);
    conversation = Cast.open(shopper, stage, null);
    assertThat(agent.socket().command("take", conversation, java.util.Map.of()).path("type"))
        .hasToString("\"ok\"");
  }

  /// @return everything that was said, in its order
  @Override
  public List<String> call() throws Exception {
    var said = new ArrayList<String>();
    while (goesOn.getAsBoolean()) {
      requireConnected();
      var question = "在吗 " + said.size();
      var answer = "在的 " + said.size();
      said.add(question);
      assertThat(shopper.socket().say(conversation, question).path("type")).hasToString("\"ok\"");
      agent.socket().awaitText(question);
      said.add(answer);
      assertThat(agent.socket().say(conversation, answer).path("type")).hasToString("\"ok\"");
      shopper.socket().awaitText(answer);
    }
    return said;
  }

  /// What the log holds is what was said, and both still hear each other.
  void requireUndisturbed(List<String> said) throws Exception {
    requireConnected();
    assertThat(shopper.socket().rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
    assertThat(agent.socket().rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
    assertThat(stored()).isEqualTo(said);
  }

  private void requireConnected() throws Exception {
    for (var socket : List.of(shopper.socket(), agent.socket())) {
      if (!socket.isOpen()) {
        throw new AssertionError(
            "one who behaves was cut off with " + socket.closeCode(), socket.failure());
      }
    }
  }

  private List<String> stored() throws Exception {
    var texts = new ArrayList<String>();
    var after = 0L;
    while (true) {
      var page =
          agent
              .rest()
              .get("/api/v1/conversations/%s/events?after=%d".formatted(conversation, after))
              .body();
      for (var event : page.path("data")) {
        if (event.path("kind").asString().equals("message")) {
          texts.add(event.path("body").path("text").asString());
        }
      }
      if (!page.path("more").asBoolean()) {
        return texts;
      }
      after = page.path("next_cursor").asLong();
    }
  }
}
