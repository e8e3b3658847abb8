package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// A shopper, an agent and a supervisor in one conversation, who say what an input makes them say.
final class FuzzedTalk implements AutoCloseable {

  private static final AtomicLong WORDS = new AtomicLong();

  private final FuzzedSocket shopper;
  private final FuzzedSocket agent;
  private final FuzzedSocket supervisor;
  private final Untouched database;
  private final Faults faults;
  private final String conversation;
  private String latestCase = "case_none";

  FuzzedTalk(
      FuzzedSocket shopper,
      FuzzedSocket agent,
      FuzzedSocket supervisor,
      Untouched database,
      Faults faults)
      throws Exception {
    this.shopper = shopper;
    this.agent = agent;
    this.supervisor = supervisor;
    this.database = database;
    this.faults = faults;
    conversation =
        shopper.say("{\"type\":\"open\",\"id\":\"open\",\"stage\":\"pre_sale\"}").stream()
            .filter(frame -> frame.path("type").asString().equals("ok"))
            .findFirst()
            .orElseThrow()
            .path("conversation")
            .asString();
    say("a{\"type\":\"command\",\"id\":\"$M\",\"op\":\"take\",\"conversation\":\"$C\"}");
  }

  void say(String line) throws Exception {
    var who =
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
          case 'a' -> agent;
          case 'v' -> supervisor;
          default -> shopper;
        };
    if (!who.isOpen()) {
      return;
    }
    var named = !line.isEmpty() && "sav".indexOf(line.charAt(0)) >= 0;
    database.remember();
    var answers = who.say(filled(named ? line.substring(1) : line));
    if (answers.stream().anyMatch(frame -> frame.path("type").asString().equals("error"))) {
      assertThat(database.changed()).as("refused: " + line).isEmpty();
    }
    follow(answers);
    assertThat(faults.heard()).as(line).isEmpty();
  }

  private String filled(String frame) {
    return frame
        .replace("$C", conversation)
        .replace("$M", "word-%08d".formatted(WORDS.incrementAndGet()))
        .replace("$K", latestCase);
  }

  private void follow(List<JsonNode> answers) {
    for (var answer : answers) {
      if (answer.path("type").asString().equals("ok") && answer.has("case")) {
        latestCase = answer.path("case").asString();
        database.awaitPaid();
      }
    }
  }

  @Override
  public void close() {
    shopper.close();
    agent.close();
    supervisor.close();
    assertThat(faults.heard()).isEmpty();
  }
}
