package dev.kefu.assist;

import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Looks at a conversation and stores what could be answered.
///
/// Reads, searches and asks the shop first and only then goes to the writer, so that no
/// conversation waits for a slow shop.
@Component
class Suggester {

  /// Facts older than this are read again when somebody new looks at the conversation.
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final Conversations conversations;
  private final Answers answers;
  private final SuggestionRows rows;
  private final Wordings wordings;
  private final JsonMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  Suggester(
      Conversations conversations,
      Answers answers,
      SuggestionRows rows,
      Wordings wordings,
      JsonMapper json,
      Clock clock,
      ApplicationEventPublisher news) {
    this.conversations = conversations;
    this.answers = answers;
    this.rows = rows;
    this.wordings = wordings;
    this.json = json;
    this.clock = clock;
    this.news = news;
  }

  /// The log has grown: makes suggestions if there is something new to answer.
  void look(ConversationId id) {
    unanswered(id)
        .ifPresent(waiting -> {
          var stored = answered(waiting);
          if (stored.isPresent()) {
            // Somebody else may look at the conversation now.
            news.publishEvent(new SuggestionsReady(id));
            wordings.offer(waiting.conversation(), waiting.round(), stored.get().set());
          } else {
            make(waiting);
          }
        });
  }

  /// Makes suggestions again.
  void again(ConversationId id) {
    unanswered(id).ifPresent(this::make);
  }

  private record Waiting(Conversation conversation, Round round) {}

  private Optional<Waiting> unanswered(ConversationId id) {
    return conversations
        .find(id)
        .filter(found -> found.status() != Status.CLOSED && found.waitingSince() != null)
        .map(found -> new Waiting(found, Round.of(found, tail(found), json)))
        .filter(waiting -> waiting.round().lastSeq() > 0);
  }

  private List<Event> tail(Conversation conversation) {
    var before = Math.max(0, conversation.head() - Conversations.MAX_PAGE);
    return conversations.after(conversation.id(), before, Conversations.MAX_PAGE);
  }

  private Optional<StoredSet> answered(Waiting waiting) {
    return rows.latest(waiting.conversation().id())
        .filter(stored -> stored.set().forSeq() == waiting.round().lastSeq())
        .filter(stored -> stored.set().at().plus(FRESH).isAfter(clock.instant()))
        .filter(stored -> Retirement.holds(stored, conversations, clock.instant()));
  }

  private void make(Waiting waiting) {
    var conversation = waiting.conversation();
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var set = answers.answer(conversation, waiting.round(), now);
    var stored = new StoredSet(set, conversation.head());
    boolean current =
        conversations.changeOnly(
            conversation.id(),
            change -> {
              var holds = unmoved(conversation, change.conversation());
              if (holds) {
                rows.store(stored);
              }
              return holds;
            });
    if (current) {
      news.publishEvent(new SuggestionsReady(conversation.id()));
      wordings.offer(conversation, waiting.round(), set);
    }
  }

  /// While the suggestions were made, nobody answered, closed or handed over.
  private static boolean unmoved(Conversation before, Conversation now) {
    return now.lastStaffSeq() == before.lastStaffSeq()
        && now.status() != Status.CLOSED
        && now.group().equals(before.group())
        && (before.owner() == null || Objects.equals(now.owner(), before.owner()));
  }
}
