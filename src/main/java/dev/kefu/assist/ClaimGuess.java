package dev.kefu.assist;

import dev.kefu.base.Body;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.rulebook.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a shopper claims, as far as their words tell: fills an escalation in, so that two keys are
/// enough when it is right. Stores nothing; some milliseconds of the processor for each message
/// that is looked at.
@Component
class ClaimGuess {

  /// Messages in which a claim is looked for: many ask again and again after they have made it.
  private static final int HEARD_BACK = 30;

  /// The newest of them, in which it is also looked for by what they mean.
  private static final int UNDERSTOOD_BACK = 6;

  private final Conversations conversations;
  private final Knowledge knowledge;
  private final Playbooks playbooks;
  private final Intents intents;
  private final JsonMapper json;

  ClaimGuess(
      Conversations conversations,
      Knowledge knowledge,
      Playbooks playbooks,
      Intents intents,
      JsonMapper json) {
    this.conversations = conversations;
    this.knowledge = knowledge;
    this.playbooks = playbooks;
    this.intents = intents;
    this.json = json;
  }

  /// @param kind `compensation`, `complaint` or `discount`
  /// @param reason of the rulebook; null when none was heard
  /// @param playbook what to do then; null when none was called
  /// @param claimFen the sum that was named last
  record Guess(
      String kind, @Nullable String reason, @Nullable String playbook, @Nullable Long claimFen) {}

  Guess of(Conversation conversation) {
    var said = said(conversation);
    var playbook = playbook(said);
    return new Guess(
        kind(said, playbook.isPresent()),
        playbook.map(Playbook::reason).orElse(null),
        playbook.map(Playbook::id).orElse(null),
        said.stream()
            .map(Sums::in)
            .filter(sums -> !sums.isEmpty())
            .findFirst()
            .map(List::getLast)
            .orElse(null));
  }

  /// The newest first.
  private List<String> said(Conversation conversation) {
    var before = Math.max(0, conversation.head() - Conversations.MAX_PAGE);
    var said = new ArrayList<String>();
    for (var event : conversations.after(conversation.id(), before, Conversations.MAX_PAGE)) {
      text(event).ifPresent(said::addFirst);
    }
    var heard = new ArrayList<>(said.subList(0, Math.min(HEARD_BACK, said.size())));
    var newest = heard.subList(0, Math.min(UNDERSTOOD_BACK, heard.size()));
    newest.replaceAll(knowledge::inCharacters);
    return heard;
  }

  private Optional<String> text(Event event) {
    return event.kind() == EventKind.MESSAGE
            && event.sender().isShopper()
            && json.readValue(event.body(), Body.class) instanceof Body.Text(var text, _)
        ? Optional.of(text)
        : Optional.empty();
  }

  /// Words leave less doubt than meaning, and a playbook with money in it says more than others.
  private Optional<Playbook> playbook(List<String> said) {
    var newest = said.subList(0, Math.min(UNDERSTOOD_BACK, said.size()));
    var heard = playbooks.heardIn(said);
    var called = heard.isEmpty() ? playbooks.meantBy(newest) : heard;
    return called.stream()
        .filter(playbook -> playbook.reason() != null)
        .findFirst()
        .or(() -> called.stream().findFirst());
  }

  private String kind(List<String> said, boolean trouble) {
    if (said.stream()
        .flatMap(text -> Intents.inSoManyWords(text).stream())
        .anyMatch(Intents.COMPLAINT::equals)) {
      return "complaint";
    }
    var bargains =
        !trouble
            && said.stream()
                .limit(UNDERSTOOD_BACK)
                .flatMap(text -> intents.of(text, List.of()).stream())
                .anyMatch(Intents.DISCOUNT::equals);
    return bargains ? "discount" : "compensation";
  }
}
